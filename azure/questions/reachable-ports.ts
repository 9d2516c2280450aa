import { REACHABLE_PORTS as QUESTION } from '../../flows/questions/reachable-ports';
import {
  EACH_ADDRESS,
  FLOWS,
  FLOWS_TABLE,
  first,
  IS_ACCEPTED,
  IS_FROM_OUTSIDE,
  PLATFORM_NOTE,
  RECORD_NOTE,
  WITHOUT_PLATFORM,
} from './kql/expressions';
import { kqlQuestion } from './kql-question';

export const REACHABLE_PORTS = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes:
    `Counts allowed flows that public addresses open, whether or not the destination replies. ${PLATFORM_NOTE} ` +
    `${RECORD_NOTE}`,
  kql: `${FLOWS}
| where ${IS_ACCEPTED}
| where ${IS_FROM_OUTSIDE}
${EACH_ADDRESS}
${WITHOUT_PLATFORM}
| summarize
    sources = count_distinct(source),
    records = count(),
    bytes_out = sum(bytes_out)
    by destination, dst_port, protocol
${first(QUESTION.limit, 'sources desc, records desc', 'destination', 'dst_port', 'protocol')}`,
});
