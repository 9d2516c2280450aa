import {
  CONNECTION_COLUMNS,
  END_BYTES_COLUMNS,
  NETWORK_COLUMNS,
  SEEN_COLUMNS,
} from '../../flows/questions/columns';
import { UNENCRYPTED_NETWORK_TRAFFIC as QUESTION } from '../../flows/questions/unencrypted-network-traffic';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_TABLE, IS_ACCEPTED } from './kql/analytics-rows';
import { BYTES_FIRST, grouped } from './kql/connection-measures';
import { FLOW_FILTERS } from './kql/filters';
import { AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END, ONE_POINT } from './kql/notes';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: [...NETWORK_COLUMNS, 'source', 'destination', 'port', 'protocol', 'encryption'],
  values: [...CONNECTION_COLUMNS, ...SEEN_COLUMNS],
};

export const UNENCRYPTED_NETWORK_TRAFFIC = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [
    'The state is the reason that Traffic Analytics reports. A network without an encrypted flow has no rows.',
    ...[ONE_POINT, AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END],
  ].join(' '),
  columns: COLUMNS,
  filters: FLOW_FILTERS,
  bytes: END_BYTES_COLUMNS,
  select: `${analyticsConnections({
    where: `${IS_ACCEPTED} and isnotempty(FlowEncryption)`,
    by: ['encryption = FlowEncryption'],
  })}let encrypted_networks = observed
| where encryption =~ "Encrypted"
| mv-expand network = pack_array(client_network, server_network) to typeof(string)
| where isnotempty(network)
| distinct network;
connections
| where encryption !~ "Encrypted"
| where network_id in (encrypted_networks)
${grouped(COLUMNS)}`,
  order: [BYTES_FIRST],
});
