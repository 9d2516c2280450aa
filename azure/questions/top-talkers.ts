import { CONNECTION_COLUMNS, END_BYTES_COLUMNS, NETWORK_COLUMNS } from '../../flows/questions/columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE, SOURCE_OPENS } from '../../flows/questions/notes';
import { TOP_TALKERS as QUESTION } from '../../flows/questions/top-talkers';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_TABLE } from './kql/analytics-rows';
import { BYTES_FIRST, grouped } from './kql/connection-measures';
import { FLOW_FILTERS, TABLE_FILTERS } from './kql/filters';
import { FLOW_TABLE_CONNECTIONS } from './kql/flow-table-connections';
import { FLOW_TABLE } from './kql/flow-table-rows';
import { AGGREGATED, DELIVERED_TWICE, FLOWS_COUNTED, NETWORK_OF_END, ONE_POINT } from './kql/notes';
import { kqlQuestion } from './kql-question';

const COLUMNS = { keys: [...NETWORK_COLUMNS, 'source', 'destination'], values: CONNECTION_COLUMNS };

export const TOP_TALKERS = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [ONE_POINT, AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END].join(' '),
  columns: COLUMNS,
  filters: FLOW_FILTERS,
  bytes: END_BYTES_COLUMNS,
  select: `${analyticsConnections()}connections
${grouped(COLUMNS)}`,
  order: [BYTES_FIRST],
});

const TABLE_COLUMNS = { ...COLUMNS, keys: [...COLUMNS.keys, 'opener'] };

export const TOP_TALKERS_OF_FLOW_TABLE = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  notes: [SOURCE_OPENS, COUNTED_ONCE, CONNECTIONS_COUNTED, DELIVERED_TWICE].join(' '),
  columns: TABLE_COLUMNS,
  filters: TABLE_FILTERS,
  bytes: END_BYTES_COLUMNS,
  select: `${FLOW_TABLE_CONNECTIONS}connections
${grouped(TABLE_COLUMNS)}`,
  order: [BYTES_FIRST],
});
