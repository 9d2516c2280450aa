import { groupByFirst, largest } from './group-by';
import { BOUND_HOURS, END_OWNERS, PASSED_ON, previousSyn, SEEN_AT } from './hourly-flows';
import { tupleOf } from './observations';
import type { PartitionKey } from './relation';

/** Evidence that counts for all hours of a flow. */
const FLOW_EVIDENCE = ['has_syn', 'has_syn_ack', 'has_flags', 'has_states', 'a_reset', 'b_reset'];

/** The opener by the votes of an hour: 0 for a, 1 for b. In one number with the hour, so that it has an order. */
const KNOWN_AT = `case
          when a_votes > b_votes then hour_number * 2
          when b_votes > a_votes then hour_number * 2 + 1
        end`;

/** Returns the columns that identify a flow: the 5-tuple, in a network if networks have equal ranges. */
function flowOf(keys: readonly PartitionKey[]): string[] {
  return [...tupleOf(keys), 'own_network'];
}

/**
 * Returns a query for the flows of each hour with the opener that records show (`known`: 0 for a, 1 for b). An hour
 * takes the last known opener of its flow within 24 hours, else the next one within 24 hours.
 */
export function flowsWithKnownOpeners(keys: readonly PartitionKey[]): string {
  const flow = `partition by ${flowOf(keys).join(', ')}`;
  const byHour = `${flow} order by hour_number`;
  return `select
    *,
    case
      when last_known >= (hour_number - ${BOUND_HOURS}) * 2 then mod(last_known, 2)
      when next_known <= (hour_number + ${BOUND_HOURS}) * 2 + 1 then mod(next_known, 2)
    end as known
  from (
    select
      *,
      max(known_at) over (${byHour} rows between unbounded preceding and current row) as last_known,
      min(known_at) over (${byHour} rows between current row and unbounded following) as next_known,
      row_number() over (${byHour}) as nth_hour,
      ${previousSyn('hour_number', flow)} as previous_syn,
      ${FLOW_EVIDENCE.map((flag) => `max(${flag}) over (${flow}) as flow_${flag}`).join(',\n      ')}
    from (
      select
        *,
        ${KNOWN_AT} as known_at
      from (
        select
          *,
          coalesce(date_diff('hour', cast('1970-01-01 00:00:00' as timestamp), cast(hour as timestamp)), 0) as hour_number
        from flows_by_hour
      ) numbered
    ) voted
  ) bounded`;
}

/** Columns that both sides of a flow have. */
const CARRIED = [
  ...END_OWNERS,
  ...SEEN_AT,
  ...PASSED_ON,
  'has_syn',
  'hour_number',
  'previous_syn',
  'known',
  ...FLOW_EVIDENCE.map((flag) => `flow_${flag}`),
];

/** What is known of an end from all flows. */
const OF_END = ['peers', 'has_varied_ports', 'is_logged'];

/**
 * Returns a query for the flows of each hour with facts of each end from all flows: the number of its distinct peers,
 * whether these have several ports, and whether the address is that of a logged interface.
 */
export function flowsWithEnds(keys: readonly PartitionKey[]): string {
  const end = `over (partition by ${[...keys, 'cloud', 'own_network', 'protocol', 'address', 'port'].join(', ')})`;
  const columns = [...flowOf(keys), 'hour'];
  const facts = ['a', 'b'].flatMap((side) =>
    OF_END.map((fact) => `max(case when side = '${side}' then ${fact} end) as ${side}_${fact}`),
  );
  const isSameDay = keys.map((key) => ` and own_addresses.own_${key} = sides.${key}`).join('');
  return `select
    ${columns.join(', ')},
    ${largest(CARRIED)},
    ${facts.join(',\n    ')}
  from (
    select
      sides.*,
      case when own_address is null then 0 else 1 end as is_logged,
      count(case when nth_hour = 1 then 1 end) ${end} as peers,
      case when min(peer_port) ${end} <> max(peer_port) ${end} then 1 else 0 end as has_varied_ports
    from (
      select
        flows_with_known_openers.*,
        side,
        case when side = 'a' then a else b end as address,
        case when side = 'a' then a_port else b_port end as port,
        case when side = 'a' then b_port else a_port end as peer_port
      from flows_with_known_openers
      cross join (values ('a'), ('b')) both_sides (side)
    ) sides
    left join own_addresses on own_addresses.own_address = sides.address${isSameDay}
  ) counted
  ${groupByFirst(columns)}`;
}
