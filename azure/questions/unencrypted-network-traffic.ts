import { MEASURE_COLUMNS } from '../../flows/questions/columns';
import { COUNTED_TWICE } from '../../flows/questions/notes';
import { UNENCRYPTED_NETWORK_TRAFFIC as QUESTION } from '../../flows/questions/unencrypted-network-traffic';
import {
  EACH_ADDRESS,
  FLOWS,
  FLOWS_TABLE,
  first,
  IS_ACCEPTED,
  MEASURES,
  RECORD_NOTE,
} from './kql/expressions';
import { kqlQuestion } from './kql-question';

export const UNENCRYPTED_NETWORK_TRAFFIC = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes:
    'The state is the reason why the virtual network does not encrypt. Records without a state are omitted. ' +
    `${RECORD_NOTE} ${COUNTED_TWICE} The most frequent first.`,
  columns: { keys: QUESTION.columns.keys, values: MEASURE_COLUMNS },
  kql: `${FLOWS}
| where ${IS_ACCEPTED}
| where isnotempty(FlowEncryption) and FlowEncryption !~ "Encrypted"
${EACH_ADDRESS}
| summarize
    ${MEASURES}
    by source, destination, dst_port, protocol, encryption = FlowEncryption
${first(QUESTION.limit, 'records desc', 'source', 'destination', 'dst_port', 'protocol', 'encryption')}`,
});
