import { QuestionGroup } from '../../flows/questions';
import { FLOWS_ALONE, first, SEEN_TWICE } from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';
import { middleOf, serviceHours, WHAT_AN_HOUR_IS } from './service-hours';

const CONNECTION = 'client, server, port, protocol';
const HOURS = 5;
const TIMES = 10;
const LIMIT = 100;

export const IRREGULAR_TRAFFIC: KqlQuestion = {
  name: 'irregular-traffic',
  group: QuestionGroup.PATTERN,
  title: 'What is irregular on the last day?',
  about:
    'Against all days before the last: `new`, a client and a service that were not seen together before, with their ' +
    `first hour; \`volume\`, an hour with more than ${TIMES} times the median of the hours before (the lesser of two ` +
    `in the middle), where there are at least ${HOURS}. A single day has nothing to be held against, and no answer. ` +
    `${WHAT_AN_HOUR_IS} ${SEEN_TWICE} The ${LIMIT} largest.`,
  tables: FLOWS_ALONE,
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
| where hours_before >= ${HOURS} and todouble(bytes) > ${TIMES} * todouble(median_before)
| extend ['kind'] = "volume";
union new_ones, larger_ones
| project ['kind'], ${CONNECTION}, hour, bytes, median_before, hours_before
${first(LIMIT, 'bytes desc', "['kind']", 'client', 'server', 'port', 'protocol', 'hour')}`,
  show: KqlShow.TABLE,
};
