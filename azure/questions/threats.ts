import { MEASURE_COLUMNS, SEEN_COLUMNS } from '../../flows/questions/columns';
import { COUNTED_TWICE } from '../../flows/questions/notes';
import { THREATS as QUESTION } from '../../flows/questions/threats';
import {
  ACTION,
  DIRECTION,
  FLOWS_AND_ADDRESSES,
  first,
  MEASURES,
  RECORD_NOTE,
  SEEN,
} from './kql/expressions';
import { MALICIOUS_FLOWS } from './kql/malicious-flows';
import { kqlQuestion } from './kql-question';

export const THREATS = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes:
    `Counts flows that Traffic Analytics classifies as malicious. The threat is \`unknown\` until the details of the ` +
    `address have arrived. ${RECORD_NOTE} ${COUNTED_TWICE}`,
  columns: {
    keys: ['threat_type', 'source', 'destination', 'dst_port', 'protocol', 'direction', 'action'],
    values: [...MEASURE_COLUMNS, ...SEEN_COLUMNS],
  },
  kql: `${MALICIOUS_FLOWS}
| extend direction = ${DIRECTION}, action = ${ACTION}
| summarize
    ${MEASURES},
    ${SEEN}
    by threat_type, source, destination, dst_port, protocol, direction, action
${first(QUESTION.limit, 'records desc', 'threat_type', 'source', 'destination', 'dst_port', 'protocol', 'direction', 'action')}`,
});
