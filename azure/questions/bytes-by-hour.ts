import { BYTES_BY_HOUR as QUESTION } from '../../flows/questions/bytes-by-hour';
import { NETWORK_COLUMNS } from '../../flows/questions/columns';
import { CONNECTIONS_COUNTED, COUNTED_ONCE } from '../../flows/questions/notes';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_TABLE } from './kql/analytics-rows';
import { grouped } from './kql/connection-measures';
import { FLOW_FILTERS, TABLE_FILTERS } from './kql/filters';
import { FLOW_TABLE_CONNECTIONS } from './kql/flow-table-connections';
import { FLOW_TABLE } from './kql/flow-table-rows';
import {
  AGGREGATED,
  DELIVERED_TWICE,
  FLOWS_COUNTED,
  HOUR_OF_INTERVAL,
  HOURS_PRORATED,
  NETWORK_OF_END,
  ONE_POINT,
} from './kql/notes';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: [...NETWORK_COLUMNS, 'hour'],
  values: ['connections', 'bytes', 'packets', 'accepted_records', 'rejected_records'],
};

export const BYTES_BY_HOUR = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [HOUR_OF_INTERVAL, ONE_POINT, AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END].join(' '),
  columns: COLUMNS,
  filters: FLOW_FILTERS,
  bytes: ['bytes'],
  select: `${analyticsConnections()}connections
${grouped(COLUMNS)}`,
  order: ['hour asc'],
});

export const BYTES_BY_HOUR_OF_FLOW_TABLE = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  notes: [HOURS_PRORATED, COUNTED_ONCE, CONNECTIONS_COUNTED, DELIVERED_TWICE].join(' '),
  columns: COLUMNS,
  filters: TABLE_FILTERS,
  bytes: ['bytes'],
  select: `${FLOW_TABLE_CONNECTIONS}connections
${grouped(COLUMNS)}`,
  order: ['hour asc'],
});
