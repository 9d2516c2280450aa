import { Relation } from '../relations';
import { INTERFACE_COLUMNS, NETWORK_COLUMNS } from './columns';
import { AT_EACH_INTERFACE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { INTERFACE_BYTES_FIRST, INTERFACE_MEASURES, interfacesBy } from './sql/interfaces-by';

export const TOP_INSTANCES = sqlQuestion({
  name: 'top-instances',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which instances send and receive the most?',
  summary: 'Instances by the bytes that their logged interfaces sent and received, the largest first.',
  notes: `${AT_EACH_INTERFACE} Interfaces without an instance are omitted, as all of Azure are.`,
  columns: { keys: [...NETWORK_COLUMNS, 'instance_id'], values: INTERFACE_COLUMNS },
  limit: 50,
  needs: ['instance_id', 'src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TopTalkingInstances'],
  from: Relation.INTERFACE_HOURS,
  select: interfacesBy({
    by: ['instance_id'],
    show: INTERFACE_MEASURES,
    where: 'instance_id is not null',
  }),
  order: [INTERFACE_BYTES_FIRST],
  bytes: ['bytes'],
});
