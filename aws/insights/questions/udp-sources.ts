import { QuestionGroup } from '../../../flows/questions/question';
import { VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { RECORDS, SOURCE } from '../query-pieces';
import { queryText } from '../query-text';

export const UDP_SOURCES = insightsQuestion(
  {
    name: 'udp-sources',
    group: QuestionGroup.ENDPOINTS,
    title: 'Which addresses send UDP?',
    summary: 'Sources of UDP records, the most frequent first.',
  },
  {
    steps: [
      queryText`filter ${VpcField.PROTOCOL} = 17`,
      queryText`stats ${RECORDS} by ${SOURCE}`,
      queryText`sort records desc`,
    ],
  },
);
