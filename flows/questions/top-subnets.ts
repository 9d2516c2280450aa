import { MEASURE_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { ranking } from './sql/expressions';

const LIMIT = 50;

export const TOP_SUBNETS = sqlQuestion({
  name: 'top-subnets',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which subnets send and receive the most?',
  summary:
    'Bytes through the logged interfaces of each subnet, sent and received together, the largest first.',
  notes: 'Traffic between two subnets counts at each of them. Records without a subnet are omitted.',
  columns: { keys: ['subnet_id'], values: MEASURE_COLUMNS },
  limit: LIMIT,
  needs: ['subnet_id', 'bytes_out'],
  alsoKnownAs: ['TopTalkingSubnets'],
  sql: ranking({ by: ['subnet_id'], where: 'subnet_id is not null', limit: LIMIT }),
});
