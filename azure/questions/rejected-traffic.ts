import { SEEN_COLUMNS } from '../../flows/questions/columns';
import { COUNTED_TWICE } from '../../flows/questions/notes';
import { REJECTED_TRAFFIC as QUESTION } from '../../flows/questions/rejected-traffic';
import {
  EACH_ADDRESS,
  FLOWS,
  FLOWS_TABLE,
  first,
  IS_REJECTED,
  RECORD_NOTE,
  RULE_OF_ROW,
  SEEN,
} from './kql/expressions';
import {
  ADDRESSES_OF_ROW,
  DELIVERED_TWICE_NOTE,
  DISTINCT_FLOWS,
  FLOW_TABLE,
} from './kql/flow-table-expressions';
import { kqlQuestion } from './kql-question';

export const REJECTED_TRAFFIC = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: `Each rule that denied records has its own row. ${RECORD_NOTE}`,
  columns: {
    keys: ['source', 'destination', 'dst_port', 'protocol', 'rule'],
    values: ['records', ...SEEN_COLUMNS],
  },
  kql: `${FLOWS}
| where ${IS_REJECTED}
${EACH_ADDRESS}
| extend ${RULE_OF_ROW}
| summarize
    records = count(),
    ${SEEN}
    by source, destination, dst_port, protocol, rule
${first(QUESTION.limit, 'records desc', 'source', 'destination', 'dst_port', 'protocol', 'rule')}`,
});

export const REJECTED_TRAFFIC_OF_FLOW_TABLE = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  notes: `Each rule that rejected records has its own row. ${COUNTED_TWICE} ${DELIVERED_TWICE_NOTE}`,
  columns: {
    keys: ['source_address', 'destination_address', 'dst_port', 'protocol', 'rule'],
    values: ['records', ...SEEN_COLUMNS],
  },
  kql: `${DISTINCT_FLOWS}
| where action == "reject"
${ADDRESSES_OF_ROW}
| summarize
    records = count(),
    first_seen = min(start_time),
    last_seen = max(coalesce(end_time, start_time))
    by source_address, destination_address, dst_port, protocol, rule
${first(QUESTION.limit, 'records desc', 'source_address', 'destination_address', 'dst_port', 'protocol', 'rule')}`,
});
