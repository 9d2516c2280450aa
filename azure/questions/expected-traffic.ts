import { EXPECTED_TRAFFIC as QUESTION } from '../../flows/questions/expected-traffic';
import { COUNTED_TWICE } from '../../flows/questions/notes';
import { FLOWS, FLOWS_TABLE, first } from './kql/expressions';
import { middleOf, SERVICE_HOURS_NOTE, serviceHours } from './kql/service-hours';
import { kqlQuestion } from './kql-question';

const SERVICE = 'server, port, protocol';

export const EXPECTED_TRAFFIC = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: `${SERVICE_HOURS_NOTE} ${COUNTED_TWICE}`,
  kql: `let logged = toscalar(${FLOWS}
| summarize count_distinct(bin(FlowStartTime, 1h)));
${serviceHours(SERVICE)}
| summarize
    hours_used = count(),
    sorted = array_sort_asc(make_list(bytes)),
    least_bytes = min(bytes),
    most_bytes = max(bytes)
    by ${SERVICE}
| project
    ${SERVICE},
    hours_used,
    hours_logged = logged,
    share_of_hours = todouble(hours_used) / logged,
    median_bytes = ${middleOf('sorted')},
    least_bytes,
    most_bytes
${first(QUESTION.limit, 'hours_used desc, median_bytes desc', 'server', 'port', 'protocol')}`,
});
