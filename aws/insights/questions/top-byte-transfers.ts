import { COUNTED_TWICE } from '../../../flows/questions/notes';
import { QuestionGroup } from '../../../flows/questions/question';
import { insightsQuestion } from '../insights-question';
import { BY_SUBNET, BYTES_SENT, DESTINATION, ROUNDED_NOTE, SOURCE, WITH_TRAFFIC } from '../query-pieces';
import { queryText } from '../query-text';

export const TOP_BYTE_TRANSFERS = insightsQuestion(
  {
    name: 'top-byte-transfers',
    group: QuestionGroup.ENDPOINTS,
    title: 'Which pairs of addresses exchange the most bytes?',
    summary: 'Pairs of addresses by bytes, and by subnet if the format has it, the largest first.',
  },
  {
    notes: `${COUNTED_TWICE} ${ROUNDED_NOTE}`,
    limit: 15,
    steps: [
      WITH_TRAFFIC,
      queryText`stats ${BYTES_SENT} by ${BY_SUBNET}${SOURCE}, ${DESTINATION}`,
      queryText`sort bytes_sent desc`,
    ],
  },
);
