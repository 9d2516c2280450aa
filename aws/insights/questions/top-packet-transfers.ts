import { COUNTED_TWICE } from '../../../flows/questions/notes';
import { QuestionGroup } from '../../../flows/questions/question';
import { VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { DESTINATION, SOURCE, WITH_TRAFFIC } from '../query-pieces';
import { queryText } from '../query-text';

export const TOP_PACKET_TRANSFERS = insightsQuestion(
  {
    name: 'top-packet-transfers',
    group: QuestionGroup.ENDPOINTS,
    title: 'Which pairs of addresses exchange the most packets?',
    summary: 'Pairs of addresses by packets, the largest first.',
  },
  {
    notes: COUNTED_TWICE,
    limit: 15,
    steps: [
      WITH_TRAFFIC,
      queryText`stats sum(${VpcField.PACKETS}) as packets_sent by ${SOURCE}, ${DESTINATION}`,
      queryText`sort packets_sent desc`,
    ],
  },
);
