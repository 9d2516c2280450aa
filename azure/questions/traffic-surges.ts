import {
  EARLIER_HOURS,
  LEAST_HOURS,
  TRAFFIC_SURGES as QUESTION,
  SURGE_NOTE,
  TIMES_MEAN,
} from '../../flows/questions/traffic-surges';
import { FLOWS, FLOWS_TABLE, first } from './kql/expressions';
import { kqlQuestion } from './kql-question';

/** Condition for the first row of an interface. Its rows are adjacent, in the order of their hours. */
const IS_FIRST = 'logged_at != prev(logged_at, 1, "")';

export const TRAFFIC_SURGES = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: `By logged interface, which is identified by its MAC address. ${SURGE_NOTE}`,
  kql: `${FLOWS}
| where isnotempty(MacAddress)
| summarize bytes = sum(coalesce(BytesSrcToDest, 0) + coalesce(BytesDestToSrc, 0)) by logged_at = MacAddress, hour = bin(FlowStartTime, 1h)
| order by logged_at asc, hour asc
| extend so_far = row_cumsum(bytes, ${IS_FIRST}), place = row_number(1, ${IS_FIRST})
| extend
    hours_before = min_of(place - 1, ${EARLIER_HOURS}),
    bytes_before = prev(so_far, 1) - iff(place > ${EARLIER_HOURS + 1}, prev(so_far, ${EARLIER_HOURS + 1}), 0),
    last_bytes = prev(bytes, 1)
| where hours_before >= ${LEAST_HOURS}
| where todouble(bytes) * hours_before > ${TIMES_MEAN} * todouble(bytes_before)
| project
    logged_at,
    hour,
    bytes,
    last_bytes,
    hours_before,
    bytes_before,
    times_mean = iff(bytes_before == 0, real(null), round(todouble(bytes) * hours_before / bytes_before, 2))
${first(QUESTION.limit, 'times_mean desc nulls first, bytes desc', 'logged_at', 'hour')}`,
});
