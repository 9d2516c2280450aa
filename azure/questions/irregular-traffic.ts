import {
  LAST_DAY_NOTE,
  LEAST_HOURS,
  IRREGULAR_TRAFFIC as QUESTION,
  TIMES_MEDIAN,
} from '../../flows/questions/irregular-traffic';
import { COUNTED_TWICE } from '../../flows/questions/notes';
import { FLOWS_TABLE, first } from './kql/expressions';
import { middleOf, SERVICE_HOURS_NOTE, serviceHours } from './kql/service-hours';
import { kqlQuestion } from './kql-question';

const CONNECTION = 'client, server, port, protocol';

export const IRREGULAR_TRAFFIC = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: `${LAST_DAY_NOTE} ${SERVICE_HOURS_NOTE} ${COUNTED_TWICE}`,
  kql: `let hours = materialize(${serviceHours(CONNECTION)});
let first_day = toscalar(hours | summarize min(startofday(hour)));
let last_day = toscalar(hours | summarize max(startofday(hour)));
let last_hours = hours | where hour >= last_day;
let before = hours
| where hour < last_day
| summarize hours_before = count(), sorted = array_sort_asc(make_list(bytes)) by ${CONNECTION}
| project ${CONNECTION}, hours_before, median_before = ${middleOf('sorted')};
let new_ones = last_hours
| where first_day < last_day
| join kind=leftanti before on ${CONNECTION}
| summarize arg_min(hour, bytes) by ${CONNECTION}
| extend ['kind'] = "new", median_before = long(null), hours_before = 0;
let larger_ones = last_hours
| join kind=inner before on ${CONNECTION}
| where hours_before >= ${LEAST_HOURS} and todouble(bytes) > ${TIMES_MEDIAN} * todouble(median_before)
| extend ['kind'] = "volume";
union new_ones, larger_ones
| project ['kind'], ${CONNECTION}, hour, bytes, median_before, hours_before
${first(QUESTION.limit, 'bytes desc', "['kind']", 'client', 'server', 'port', 'protocol', 'hour')}`,
});
