import { BOUND_HOURS, ownersOf } from './hourly-flows';
import { tupleOf } from './observations';
import type { PartitionKey } from './relation';
import { isServicePort } from './service-ports';

/** Evidence that counts for all hours of a flow. */
const FLOW_EVIDENCE = [
  'has_syn',
  'has_syn_ack',
  'has_flags',
  'has_states',
  'accepted_records',
  'a_reset',
  'b_reset',
  'a_denied',
  'b_denied',
];

/** The opener by the votes of an hour: 0 for a, 1 for b. In one number with the hour, so that it has an order. */
const VOTED = `case
            when a_votes > b_votes then hour_number * 2
            when b_votes > a_votes then hour_number * 2 + 1
          end`;

/** Whether all packets of a flow came from one end and were rejected: this end opened. */
const isRefused = (end: string, other: string) =>
  `flow_accepted_records = 0 and flow_${end}_denied = 1 and flow_${other}_denied = 0`;

const isService = (end: string, other: string) => isServicePort(`${end}_port`, `${other}_port`);

/**
 * Returns a query for the flows of each hour with the server that the records of the flow or its ports show
 * (`known_server`: 0 for a, 1 for b), and what shows it (`known_by`). An hour takes the last opener in the records of its
 * flow within 24 hours, else the next one within 24 hours.
 */
export function flowsWithKnownOpeners(keys: readonly PartitionKey[]): string {
  const flow = `partition by ${[...tupleOf(keys), 'own_network'].join(', ')}`;
  const byHour = `${flow} order by hour_number`;
  const earlier = `over (${byHour} rows between unbounded preceding and 1 preceding)`;
  return `select
    *,
    case
      when opener is not null then 1 - opener
      when ${isService('a', 'b')} then 0
      when ${isService('b', 'a')} then 1
      when ${isRefused('a', 'b')} then 1
      when ${isRefused('b', 'a')} then 0
    end as known_server,
    case
      when opener is not null then 'record'
      when (${isService('a', 'b')}) or (${isService('b', 'a')}) then 'port'
      when (${isRefused('a', 'b')}) or (${isRefused('b', 'a')}) then 'record'
    end as known_by
  from (
    select
      *,
      case
        when last_voted >= (hour_number - ${BOUND_HOURS}) * 2 then mod(last_voted, 2)
        when next_voted <= (hour_number + ${BOUND_HOURS}) * 2 + 1 then mod(next_voted, 2)
      end as opener
    from (
      select
        *,
        max(voted) over (${byHour} rows between unbounded preceding and current row) as last_voted,
        min(voted) over (${byHour} rows between current row and unbounded following) as next_voted,
        max(case when has_syn = 1 then hour_number end) ${earlier} as last_syn,
        ${ownersOf(flow).join(',\n        ')},
        ${FLOW_EVIDENCE.map((flag) => `max(${flag}) over (${flow}) as flow_${flag}`).join(',\n        ')}
      from (
        select
          *,
          ${VOTED} as voted
        from (
          select
            *,
            coalesce(date_diff('hour', cast('1970-01-01 00:00:00' as timestamp), cast(hour as timestamp)), 0) as hour_number
          from flows_by_hour
        ) numbered
      ) votes
    ) bounded
  ) shown`;
}
