import { Relation } from '../relations';
import { FLOW_MEASURE_COLUMNS, NETWORK_COLUMNS } from './columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, NETWORK_OF_FLOW, UNLIKE_AWS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { FLOW_MEASURES, flowsBy } from './sql/flows-by';

export const BYTES_BY_IP_VERSION = sqlQuestion({
  name: 'bytes-by-ip-version',
  group: QuestionGroup.VOLUME,
  title: 'How much traffic is IPv4 and how much is IPv6?',
  summary: 'Bytes, connections, and records by network and IP version: 4 or 6.',
  notes: `${COUNTED_ONCE} ${NETWORK_OF_FLOW} ${CONNECTIONS_COUNTED} ${UNLIKE_AWS}`,
  columns: { keys: [...NETWORK_COLUMNS, 'ip_version'], values: FLOW_MEASURE_COLUMNS },
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['IPv4Traffic', 'IPv6Traffic'],
  from: Relation.HOURLY_FLOWS,
  select: flowsBy({ by: ['ip_version'], show: FLOW_MEASURES }),
  order: [],
  bytes: ['bytes'],
});
