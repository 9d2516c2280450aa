import { INBOUND_NOTE, WHO_CONNECTS as QUESTION } from '../../flows/questions/who-connects';
import {
  FLOWS_AND_ADDRESSES,
  first,
  MEASURES,
  PLATFORM_NOTE,
  RECORD_NOTE,
  SEEN,
  VERDICTS,
} from './kql/expressions';
import { INBOUND_FLOWS } from './kql/inbound-flows';
import { kqlQuestion } from './kql-question';

export const WHO_CONNECTS = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes: `${INBOUND_NOTE} Country and threat are those of Traffic Analytics. ${PLATFORM_NOTE} ${RECORD_NOTE}`,
  kql: `${INBOUND_FLOWS}
| summarize
    ${VERDICTS},
    destinations = count_distinct(destination),
    dst_ports = count_distinct(dst_port),
    ${MEASURES},
    ${SEEN}
    by source, src_country, threat_type
${first(QUESTION.limit, 'records desc', 'source', 'src_country', 'threat_type')}`,
});
