import { Relation } from '../relations';
import {
  CONNECTION_COLUMNS,
  END_BYTES_COLUMNS,
  NETWORK_COLUMNS,
  SEEN_COLUMNS,
  SERVICE_COLUMNS,
} from './columns';
import { COUNTED_ONCE, SOURCE_OPENS } from './notes';
import { QuestionGroup, sqlQuestion } from './question';
import { BYTES_FIRST, CONNECTION_MEASURES, groupedRows, OPENER, SEEN, SERVICE } from './sql/connections-by';

/** Connections with the state of their network. */
const WITH_NETWORK_STATE = `(
  select
    *,
    max(case when has_encryption then 1 else 0 end) over (partition by cloud, account_id, network_id) as is_encryption_on
  from connections
) connections_of_networks`;

export const UNENCRYPTED_NETWORK_TRAFFIC = sqlQuestion({
  name: 'unencrypted-network-traffic',
  group: QuestionGroup.SECURITY,
  title: 'Which traffic does a network not encrypt, although its encryption is on?',
  summary:
    'Accepted traffic that the network did not encrypt, in networks whose encryption is on, by source, destination, ' +
    'port, and reported state, most bytes first.',
  notes:
    'The state is NX with its reason on Azure. It describes the encryption by the virtual network, not that of the ' +
    'application: HTTPS without network encryption is listed. The state is none on AWS, if AWS detects encryption neither ' +
    'by the network nor by the application. Encryption is on in a network (or ' +
    'an account, if the logs name no network) with at least one record of another state than none and plain NX: ' +
    'encrypted traffic, or a reason why encryption failed. The volumes are those of the hours of a connection with ' +
    `such a record. ${SOURCE_OPENS} ${COUNTED_ONCE}`,
  columns: {
    keys: [...NETWORK_COLUMNS, ...SERVICE_COLUMNS, 'opener', 'encryption'],
    values: [...CONNECTION_COLUMNS, ...SEEN_COLUMNS],
  },
  limit: 50,
  needs: ['encryption', 'src_addr', 'dst_addr', 'bytes_out'],
  from: Relation.CONNECTIONS,
  select: groupedRows(WITH_NETWORK_STATE, {
    by: [...SERVICE, OPENER, 'unencrypted as encryption'],
    show: `${CONNECTION_MEASURES},
  ${SEEN}`,
    where: 'is_encryption_on = 1 and unencrypted is not null',
  }),
  order: [BYTES_FIRST],
  bytes: END_BYTES_COLUMNS,
});
