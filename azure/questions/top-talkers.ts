import { COUNTED_TWICE } from '../../flows/questions/notes';
import { TOP_TALKERS as QUESTION } from '../../flows/questions/top-talkers';
import { ALL_BYTES, EACH_ADDRESS, FLOWS, FLOWS_TABLE, first, MEASURES } from './kql/expressions';
import {
  ADDRESSES_OF_ROW,
  DELIVERED_TWICE_NOTE,
  DISTINCT_FLOWS,
  FLOW_TABLE,
} from './kql/flow-table-expressions';
import { kqlQuestion } from './kql-question';

export const TOP_TALKERS = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: COUNTED_TWICE,
  kql: `${FLOWS}
${EACH_ADDRESS}
| summarize
    ${MEASURES}
    by source, destination
${first(QUESTION.limit, `${ALL_BYTES} desc`, 'source', 'destination')}`,
});

export const TOP_TALKERS_OF_FLOW_TABLE = kqlQuestion(QUESTION, {
  tables: FLOW_TABLE,
  notes: `${COUNTED_TWICE} ${DELIVERED_TWICE_NOTE}`,
  columns: { keys: ['source_address', 'destination_address'], values: QUESTION.columns.values },
  kql: `${DISTINCT_FLOWS}
| where isnotempty(src_addr)
${ADDRESSES_OF_ROW}
| summarize
    ${MEASURES}
    by source_address, destination_address
${first(QUESTION.limit, 'coalesce(bytes_out, 0) + coalesce(bytes_in, 0) desc', 'source_address', 'destination_address')}`,
});
