import { QuestionGroup } from '../../../flows/questions/question';
import { VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { BY_ACTION, BYTES_SENT, DESTINATION, RECORDS, ROUNDED_NOTE, SOURCE } from '../query-pieces';
import { queryText } from '../query-text';

export const REMOTE_ACCESS = insightsQuestion(
  {
    name: 'remote-access',
    group: QuestionGroup.SECURITY,
    title: 'Which addresses use SSH and RDP?',
    summary: 'TCP records to the ports 22 and 3389, accepted or rejected, the most frequent first.',
  },
  {
    notes: ROUNDED_NOTE,
    limit: 50,
    steps: [
      queryText`filter ${VpcField.PROTOCOL} = 6 and (${VpcField.DSTPORT} = 22 or ${VpcField.DSTPORT} = 3389)`,
      queryText`stats ${RECORDS}, ${BYTES_SENT} by ${SOURCE}, ${DESTINATION}, ${VpcField.DSTPORT}${BY_ACTION}`,
      queryText`sort records desc`,
    ],
  },
);
