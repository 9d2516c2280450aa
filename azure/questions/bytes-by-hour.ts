import { BYTES_BY_HOUR as QUESTION } from '../../flows/questions/bytes-by-hour';
import { COUNTED_TWICE } from '../../flows/questions/notes';
import { FLOWS, FLOWS_TABLE, RECORD_NOTE } from './kql/expressions';
import { DELIVERED_TWICE_NOTE, DISTINCT_FLOWS, FLOW_TABLE } from './kql/flow-table-expressions';
import { kqlQuestion } from './kql-question';

export const BYTES_BY_HOUR = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: `The hour is that of the first flow of a record. ${RECORD_NOTE}`,
  kql: `${FLOWS}
| summarize
    bytes_out = sum(BytesSrcToDest),
    bytes_in = sum(BytesDestToSrc),
    records = count()
    by hour = bin(FlowStartTime, 1h)
| order by hour asc`,
});

export const BYTES_BY_HOUR_OF_FLOW_TABLE = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  notes:
    `The hour is that of the start of a record. Records without traffic are omitted. ${COUNTED_TWICE} ` +
    `${DELIVERED_TWICE_NOTE}`,
  kql: `${DISTINCT_FLOWS}
| where isnotempty(src_addr)
| summarize
    bytes_out = sum(bytes_out),
    bytes_in = sum(bytes_in),
    records = count()
    by hour = bin(start_time, 1h)
| order by hour asc`,
});
