import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from '../../flows/questions/columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, OUTSIDE, SOURCE_OPENS } from '../../flows/questions/notes';
import { WHO_CONNECTS as QUESTION } from '../../flows/questions/who-connects';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_AND_ADDRESSES } from './kql/analytics-rows';
import { CONNECTIONS_FIRST, grouped, INBOUND_MEASURES, OF_TUPLES } from './kql/connection-measures';
import { FLOW_FILTERS, TABLE_FILTERS } from './kql/filters';
import { FLOW_TABLE_CONNECTIONS } from './kql/flow-table-connections';
import { FLOW_TABLE } from './kql/flow-table-rows';
import {
  AGGREGATED,
  DELIVERED_TWICE,
  FLOWS_COUNTED,
  NETWORK_OF_END,
  ONE_POINT,
  OUTSIDE_SUBNETS,
} from './kql/notes';
import { ADDRESSES, DETAILS_NOTE, IS_INBOUND, WITH_DETAILS } from './kql/public-addresses';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: [...NETWORK_COLUMNS, 'source', 'source_country', 'threat_type'],
  values: ['destinations', 'ports', ...INBOUND_MEASURES],
};

export const WHO_CONNECTS = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes: [OUTSIDE_SUBNETS, DETAILS_NOTE, ONE_POINT, AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END].join(' '),
  columns: COLUMNS,
  filters: FLOW_FILTERS,
  bytes: END_BYTES_COLUMNS,
  select: `${ADDRESSES}${analyticsConnections()}connections
| where ${IS_INBOUND}
${WITH_DETAILS}
${grouped(COLUMNS)}`,
  order: CONNECTIONS_FIRST,
});

const TABLE_COLUMNS = { ...COLUMNS, keys: [...COLUMNS.keys, 'opener'] };

export const WHO_CONNECTS_OF_FLOW_TABLE = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  notes: [OUTSIDE, SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED, DELIVERED_TWICE].join(' '),
  columns: TABLE_COLUMNS,
  filters: TABLE_FILTERS,
  bytes: END_BYTES_COLUMNS,
  select: `${FLOW_TABLE_CONNECTIONS}connections
| where ${IS_INBOUND}
| extend source_country = client_country
${grouped(TABLE_COLUMNS, OF_TUPLES)}`,
  order: CONNECTIONS_FIRST,
});
