import { Relation } from '../relations';
import { INTERFACE_COLUMNS, NETWORK_COLUMNS } from './columns';
import { AT_EACH_INTERFACE } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { INTERFACE_BYTES_FIRST, INTERFACE_MEASURES, interfacesBy } from './sql/interfaces-by';

export const TOP_SUBNETS = sqlQuestion({
  name: 'top-subnets',
  group: QuestionGroup.ENDPOINTS,
  title: 'Which subnets send and receive the most?',
  summary: 'Subnets by the bytes that their logged interfaces sent and received, the largest first.',
  notes: `${AT_EACH_INTERFACE} Interfaces without a subnet are omitted: on Azure, only flow logs of a subnet state it.`,
  columns: { keys: [...NETWORK_COLUMNS, 'subnet_id'], values: INTERFACE_COLUMNS },
  limit: 50,
  needs: ['subnet_id', 'src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TopTalkingSubnets'],
  from: Relation.INTERFACE_HOURS,
  select: interfacesBy({
    by: ['subnet_id'],
    show: INTERFACE_MEASURES,
    where: 'subnet_id is not null',
  }),
  order: [INTERFACE_BYTES_FIRST],
  bytes: ['bytes'],
});
