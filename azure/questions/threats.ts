import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from '../../flows/questions/columns';
import { THREATS as QUESTION } from '../../flows/questions/threats';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_AND_ADDRESSES } from './kql/analytics-rows';
import { CONNECTIONS_FIRST, grouped, INBOUND_MEASURES } from './kql/connection-measures';
import { FLOW_FILTERS } from './kql/filters';
import { AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END, ONE_POINT } from './kql/notes';
import { ADDRESSES, DETAILS_NOTE, WITH_DETAILS } from './kql/public-addresses';
import { kqlQuestion } from './kql-question';

const KEYS = [...NETWORK_COLUMNS, 'threat_type', 'direction', 'source', 'destination', 'port', 'protocol'];

export const THREATS = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes: [
    'Shows flows that Traffic Analytics classifies as malicious. The direction is blank if both ends or neither are ' +
      'outside. `verdict` is accept if a record was accepted.',
    ...[DETAILS_NOTE, ONE_POINT, AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END],
  ].join(' '),
  columns: { keys: KEYS, values: ['verdict', ...INBOUND_MEASURES] },
  filters: FLOW_FILTERS,
  select: `${ADDRESSES}${analyticsConnections()}connections
| where malicious_records > 0
${WITH_DETAILS}
| extend direction = case(client_is_outside == server_is_outside, "", client_is_outside, "inbound", "outbound")
${grouped({ keys: KEYS, values: INBOUND_MEASURES })}
| extend verdict = iff(accepted_records > 0, "accept", "reject")`,
  order: ['verdict asc', ...CONNECTIONS_FIRST, 'rejected_connections desc'],
  bytes: END_BYTES_COLUMNS,
});
