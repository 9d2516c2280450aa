import { CONNECTION_COLUMNS, NETWORK_COLUMNS, SEEN_COLUMNS } from '../../flows/questions/columns';
import { THREATS as QUESTION } from '../../flows/questions/threats';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_AND_ADDRESSES } from './kql/analytics-rows';
import { grouped } from './kql/connection-measures';
import { FLOW_FILTERS } from './kql/filters';
import { AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END, ONE_POINT } from './kql/notes';
import { ADDRESSES, DETAILS_NOTE, WITH_DETAILS } from './kql/public-addresses';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: [...NETWORK_COLUMNS, 'threat_type', 'direction', 'source', 'destination', 'port', 'protocol'],
  values: [...CONNECTION_COLUMNS, ...SEEN_COLUMNS],
};

export const THREATS = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes: [
    'Shows flows that Traffic Analytics classifies as malicious.',
    ...[DETAILS_NOTE, ONE_POINT, AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END],
  ].join(' '),
  columns: COLUMNS,
  filters: FLOW_FILTERS,
  select: `${ADDRESSES}${analyticsConnections()}connections
| where malicious_records > 0
${WITH_DETAILS}
| extend direction = iff(client_is_outside, "inbound", "outbound")
${grouped(COLUMNS)}`,
  order: ['accepted_records desc'],
});
