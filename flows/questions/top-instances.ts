import { MEASURE_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { ranking } from './sql/expressions';

const LIMIT = 50;

export const TOP_INSTANCES = sqlQuestion({
  name: 'top-instances',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which instances send and receive the most?',
  summary:
    'Bytes through the logged interfaces of each instance, sent and received together, the largest first.',
  notes: 'Traffic between two instances counts at each of them. Records without an instance are omitted.',
  columns: { keys: ['instance_id'], values: MEASURE_COLUMNS },
  limit: LIMIT,
  needs: ['instance_id', 'bytes_out'],
  alsoKnownAs: ['TopTalkingInstances'],
  sql: ranking({ by: ['instance_id'], where: 'instance_id is not null', limit: LIMIT }),
});
