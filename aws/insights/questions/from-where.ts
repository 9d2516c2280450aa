import { QuestionGroup } from '../../../flows/questions/question';
import { insightsQuestion } from '../insights-question';
import { ACCEPTED, FROM_OUTSIDE, OPENED, OPENER_NOTE, RECORDS, SOURCE, TO_INSIDE } from '../query-pieces';
import { queryText } from '../query-text';

export const FROM_WHERE = insightsQuestion(
  {
    name: 'from-where',
    group: QuestionGroup.ENDPOINTS,
    title: 'Which public addresses have accepted connections to the network?',
    summary:
      'Public addresses whose connections to internal addresses were accepted, with their first and last record, the ' +
      'most frequent first.',
  },
  {
    notes: `Flow logs contain no countries. ${OPENER_NOTE}`,
    limit: 20,
    steps: [
      ACCEPTED,
      FROM_OUTSIDE,
      TO_INSIDE,
      OPENED,
      queryText`stats ${RECORDS}, min(@timestamp) as first_seen, max(@timestamp) as last_seen by ${SOURCE}`,
      queryText`sort records desc`,
    ],
  },
);
