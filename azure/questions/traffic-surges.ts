import { QuestionGroup } from '../../flows/questions';
import { FLOWS, FLOWS_ALONE, first } from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const EARLIER_HOURS = 24;
const LEAST_HOURS = 3;
const TIMES = 3;
const LIMIT = 100;

/** Rows of an interface stand together, in the order of their hours. */
const IS_FIRST = 'logged_at != prev(logged_at, 1, "")';

export const TRAFFIC_SURGES: KqlQuestion = {
  name: 'traffic-surges',
  group: QuestionGroup.PATTERN,
  title: 'Where and when does traffic surge?',
  about:
    `Hours (UTC) in which a logged interface (its MAC address) has more than ${TIMES} times the mean bytes of the up ` +
    `to ${EARLIER_HOURS} hours before in which it had traffic, where there are at least ${LEAST_HOURS}; and the bytes ` +
    `of the last of them. The ${LIMIT} steepest.`,
  tables: FLOWS_ALONE,
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
| where todouble(bytes) * hours_before > ${TIMES} * todouble(bytes_before)
| project
    logged_at,
    hour,
    bytes,
    last_bytes,
    hours_before,
    bytes_before,
    times_mean = iff(bytes_before == 0, real(null), round(todouble(bytes) * hours_before / bytes_before, 2))
${first(LIMIT, 'times_mean desc nulls first, bytes desc', 'logged_at', 'hour')}`,
  show: KqlShow.TABLE,
};
