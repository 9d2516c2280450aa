import { QuestionGroup } from '../../../flows/questions/question';
import { insightsQuestion } from '../insights-question';
import { CONNECTION, WITH_TRAFFIC } from '../query-pieces';
import { queryText } from '../query-text';

export const CONNECTIONS = insightsQuestion(
  {
    name: 'connections',
    group: QuestionGroup.ENDPOINTS,
    title: 'Which connections are there?',
    summary: 'The latest record of each pair of addresses, ports, and protocol, the latest first.',
  },
  {
    limit: 100,
    steps: [
      WITH_TRAFFIC,
      queryText`fields @timestamp, ${CONNECTION}`,
      queryText`sort @timestamp desc`,
      // nothing but limit may come after dedup
      queryText`dedup ${CONNECTION}`,
    ],
  },
);
