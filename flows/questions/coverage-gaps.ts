import { Relation } from '../relations';
import { QuestionGroup, sqlQuestion } from './question';
import { LOGGED_AT } from './sql/expressions';

/** The longest aggregation window, and how many of them may pass without a record. */
const WINDOW_SECONDS = 600;
const WINDOWS = 3;
const MOST_SECONDS = WINDOWS * WINDOW_SECONDS;

/**
 * Hours within which other records of a flow log must start, or else the time of a record is wrong. Also the longest
 * window, or else its end is wrong.
 */
const WRONG_HOURS = 24;

const FLOW_LOG = 'cloud, account_id, flow_log_id';
const POINT = `${FLOW_LOG}, interface`;

export const COVERAGE_GAPS = sqlQuestion({
  name: 'coverage-gaps',
  group: QuestionGroup.QUALITY,
  title: 'When was an interface not logged?',
  summary:
    'Times without a record of any status, of each flow log and interface, longer than ' +
    `${WINDOWS} windows of ${WINDOW_SECONDS} seconds, the longest first.`,
  notes:
    'Kind `gap`: between the latest end so far and the next start. Kind `tail`: between the last record of an interface ' +
    'and the latest record of its flow log; also that of an interface that was deleted. Kind `until now`: the time since ' +
    'the latest record of a flow log, one row per flow log, with the seconds to the latest record of the table. An ' +
    'interface without traffic has nodata records, so silence is a gap in the logs. Azure writes no record without ' +
    'traffic and no status, so its silence is no evidence, and its flow logs are omitted. A record whose ' +
    `flow log has an earlier one, but none that starts within ${WRONG_HOURS} hours of it, has a wrong time, such as one ` +
    `in the future, and is ignored. A record of more than ${WRONG_HOURS} hours ends at its start.`,
  columns: {
    keys: [
      'cloud',
      'account_id',
      'network_id',
      'flow_log_id',
      'interface',
      'kind',
      'silent_from',
      'silent_to',
    ],
    values: ['seconds'],
  },
  limit: 100,
  needs: ['status', 'start_time', 'end_time'],
  from: Relation.FLOWS,
  select: `with starts as (
  select
    ${FLOW_LOG},
    ${LOGGED_AT} as interface,
    start_time,
    max(network_id) as network_id,
    max(case
      when end_time between start_time and start_time + interval '${WRONG_HOURS}' hour then end_time
      else start_time
    end) as end_time
  from flows
  where status is not null
    and start_time is not null
    and ${LOGGED_AT} is not null
  group by 1, 2, 3, 4, 5
),
neighbors as (
  select
    *,
    start_time = min(start_time) over (partition by ${FLOW_LOG}) as is_first,
    count(*) over (
      partition by ${FLOW_LOG} order by start_time
      range between interval '${WRONG_HOURS}' hour preceding and interval '1' second preceding
    ) as starts_before,
    count(*) over (
      partition by ${FLOW_LOG} order by start_time
      range between interval '1' second following and interval '${WRONG_HOURS}' hour following
    ) as starts_after
  from starts
),
ends as (
  select
    ${POINT},
    start_time,
    max(network_id) over (partition by ${POINT}) as network_id,
    max(end_time) over (
      partition by ${POINT} order by start_time rows between unbounded preceding and 1 preceding
    ) as earlier_end,
    max(end_time) over (partition by ${POINT}) as interface_end,
    row_number() over (partition by ${POINT} order by start_time desc) = 1 as is_last
  from neighbors
  where is_first
    or starts_before > 0
    or starts_after > 0
),
marks as (
  select
    *,
    max(interface_end) over (partition by ${FLOW_LOG}) as flow_log_end,
    max(interface_end) over () as table_end,
    row_number() over (partition by ${FLOW_LOG}, is_last order by interface) as place
  from ends
  where is_last
    or date_diff('second', earlier_end, start_time) > ${MOST_SECONDS}
),
silences as (
  select
    cloud,
    account_id,
    case when kind <> 'until now' then network_id end as network_id,
    flow_log_id,
    case when kind <> 'until now' then interface end as interface,
    kind,
    case kind when 'gap' then earlier_end when 'tail' then interface_end else flow_log_end end as silent_from,
    case kind when 'gap' then start_time when 'tail' then flow_log_end end as silent_to,
    date_diff(
      'second',
      case kind when 'gap' then earlier_end when 'tail' then interface_end else flow_log_end end,
      case kind when 'gap' then start_time when 'tail' then flow_log_end else table_end end
    ) as seconds
  from marks
  cross join (values ('gap'), ('tail'), ('until now')) kinds (kind)
  where kind = 'gap'
    or (is_last and (kind = 'tail' or place = 1))
)
select *
from silences
where kind = 'until now'
  or seconds > ${MOST_SECONDS}`,
  order: ['seconds desc'],
});
