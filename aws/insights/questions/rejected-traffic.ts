import { REJECTED_TRAFFIC as QUESTION } from '../../../flows/questions/rejected-traffic';
import { VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { BY_REASON, DESTINATION, RECORDS, SOURCE } from '../query-pieces';
import { queryText } from '../query-text';

export const REJECTED_TRAFFIC = insightsQuestion(QUESTION, {
  notes: 'By reason too, if the format has it.',
  limit: 20,
  steps: [
    queryText`filter ${VpcField.ACTION} = "REJECT"`,
    queryText`stats ${RECORDS} by ${SOURCE}, ${DESTINATION}, ${VpcField.DSTPORT}, ${VpcField.PROTOCOL}${BY_REASON}`,
    queryText`sort records desc`,
  ],
});
