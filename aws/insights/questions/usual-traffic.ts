import { QuestionGroup } from '../../../flows/questions/question';
import { VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { HOUR_BYTES, ROUNDED_NOTE, USUAL_AND_MOST, WITH_TRAFFIC } from '../query-pieces';
import { queryText } from '../query-text';

export const USUAL_TRAFFIC = insightsQuestion(
  {
    name: 'usual-traffic',
    group: QuestionGroup.PATTERN,
    title: 'How much traffic does each port usually have?',
    summary: 'Bytes in an hour by port, on average and at most, the largest first.',
  },
  {
    notes: `Hours without traffic do not count. ${ROUNDED_NOTE}`,
    limit: 50,
    steps: [
      WITH_TRAFFIC,
      queryText`stats ${HOUR_BYTES} by ${VpcField.DSTPORT}, bin(1h) as since`,
      queryText`stats ${USUAL_AND_MOST} by ${VpcField.DSTPORT}`,
      queryText`sort usual_bytes desc`,
    ],
  },
);
