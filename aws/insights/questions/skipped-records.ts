import { QuestionGroup } from '../../../flows/questions/question';
import { VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { RECORDS } from '../query-pieces';
import { queryText } from '../query-text';

export const SKIPPED_RECORDS = insightsQuestion(
  {
    name: 'skipped-records',
    group: QuestionGroup.QUALITY,
    title: 'When were records skipped?',
    summary: 'SKIPDATA records by hour, in the order of time.',
  },
  {
    notes: 'One such record can stand for many flows.',
    steps: [
      queryText`filter ${VpcField.LOG_STATUS} = "SKIPDATA"`,
      queryText`stats ${RECORDS} by bin(1h) as since`,
      queryText`sort since`,
    ],
  },
);
