import { NETWORK_COLUMNS, SEEN_COLUMNS } from '../../flows/questions/columns';
import { SOURCE_OPENS } from '../../flows/questions/notes';
import { REJECTED_TRAFFIC as QUESTION } from '../../flows/questions/rejected-traffic';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_TABLE, RULE } from './kql/analytics-rows';
import { grouped, OF_TUPLES, REJECTED_FIRST } from './kql/connection-measures';
import { FLOW_FILTERS, TABLE_FILTERS } from './kql/filters';
import { FLOW_TABLE_CONNECTIONS } from './kql/flow-table-connections';
import { FLOW_TABLE } from './kql/flow-table-rows';
import { AGGREGATED, DELIVERED_TWICE, NETWORK_OF_END, REJECTED_FLOWS_COUNTED } from './kql/notes';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: [...NETWORK_COLUMNS, 'source', 'destination', 'port', 'protocol', 'rule'],
  values: ['rejected_connections', 'rejected_records', ...SEEN_COLUMNS],
};

export const REJECTED_TRAFFIC = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [
    'Each rule that denied flows has its own row.',
    REJECTED_FLOWS_COUNTED,
    AGGREGATED,
    NETWORK_OF_END,
  ].join(' '),
  columns: COLUMNS,
  filters: FLOW_FILTERS,
  select: `${analyticsConnections({ by: [`rule = iff(is_rejected, ${RULE}, "")`] })}connections
| where rejected_records > 0
${grouped(COLUMNS)}`,
  order: REJECTED_FIRST,
});

const TABLE_COLUMNS = {
  keys: [...COLUMNS.keys, 'reject_reason', 'opener'],
  values: ['rejected_connections', 'rejected_records', 'rejected_packets', ...SEEN_COLUMNS],
};

export const REJECTED_TRAFFIC_OF_FLOW_TABLE = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  notes: ['Each rule and each reason for a rejection has its own row.', SOURCE_OPENS, DELIVERED_TWICE].join(
    ' ',
  ),
  columns: TABLE_COLUMNS,
  filters: TABLE_FILTERS,
  select: `${FLOW_TABLE_CONNECTIONS}connections
| where rejected_records > 0
${grouped(TABLE_COLUMNS, OF_TUPLES)}`,
  order: REJECTED_FIRST,
});
