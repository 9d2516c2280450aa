import { END_BYTES_COLUMNS, NETWORK_COLUMNS, SEEN_COLUMNS } from '../../flows/questions/columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, OUTSIDE, SOURCE_OPENS } from '../../flows/questions/notes';
import { REACHABLE_PORTS as QUESTION } from '../../flows/questions/reachable-ports';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_TABLE } from './kql/analytics-rows';
import { grouped } from './kql/connection-measures';
import { FLOW_FILTERS, TABLE_FILTERS } from './kql/filters';
import { FLOW_TABLE_CONNECTIONS } from './kql/flow-table-connections';
import { FLOW_TABLE } from './kql/flow-table-rows';
import {
  AGGREGATED,
  ANSWERED_BY_BYTES,
  DELIVERED_TWICE,
  FLOWS_COUNTED,
  NETWORK_OF_END,
  ONE_POINT,
  OUTSIDE_SUBNETS,
} from './kql/notes';
import { IS_INBOUND } from './kql/public-addresses';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: [...NETWORK_COLUMNS, 'destination', 'port', 'protocol'],
  values: ['reached', 'answered', 'sources', 'connections', ...END_BYTES_COLUMNS, ...SEEN_COLUMNS],
};

export const REACHABLE_PORTS = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [ANSWERED_BY_BYTES, OUTSIDE_SUBNETS, ONE_POINT, AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END].join(' '),
  columns: COLUMNS,
  filters: FLOW_FILTERS,
  select: `${analyticsConnections()}connections
| where reached and ${IS_INBOUND}
${grouped(COLUMNS)}`,
  order: ['sources desc'],
});

const TABLE_COLUMNS = { ...COLUMNS, keys: [...COLUMNS.keys, 'opener'] };

export const REACHABLE_PORTS_OF_FLOW_TABLE = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  notes: [OUTSIDE, SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED, DELIVERED_TWICE].join(' '),
  columns: TABLE_COLUMNS,
  filters: TABLE_FILTERS,
  select: `${FLOW_TABLE_CONNECTIONS}connections
| where reached and ${IS_INBOUND}
${grouped(TABLE_COLUMNS)}`,
  order: ['sources desc'],
});
