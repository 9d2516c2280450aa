import { groupByFirst, largest } from './group-by';
import { BOUND_HOURS, END_OWNERS, ownersOf, PASSED_ON, SEEN_AT } from './hourly-flows';
import { tupleOf } from './observations';
import type { PartitionKey } from './relation';

/**
 * Ports below this one are those of servers. Clients that use privileged ports, such as NFS, use higher ones. Source:
 * Linux kernel documentation, "Kernel parameters": sunrpc.min_resvport.
 */
const FIRST_CLIENT_PORT = 665;

/** First port that needs no privilege. */
export const FIRST_UNPRIVILEGED = 1024;

/** Evidence that counts for all hours of a flow. */
const FLOW_EVIDENCE = [
  'has_syn',
  'has_syn_ack',
  'has_flags',
  'has_states',
  'a_reset',
  'b_reset',
  'a_denied',
  'b_denied',
];

/** The opener by the votes of an hour: 0 for a, 1 for b. In one number with the hour, so that it has an order. */
const KNOWN_AT = `case
          when a_votes > b_votes then hour_number * 2
          when b_votes > a_votes then hour_number * 2 + 1
        end`;

/** Returns the columns that identify a flow: the 5-tuple, in a network if networks have equal ranges. */
function flowOf(keys: readonly PartitionKey[]): string[] {
  return [...tupleOf(keys), 'own_network'];
}

/** Whether all packets of a flow from one end were rejected, and the other end sent none: the first one opened. */
const isRefused = (end: string, other: string) =>
  `flow_accepted_records = 0 and flow_${end}_denied = 1 and flow_${other}_denied = 0`;

const isService = (end: string, other: string) =>
  `${end}_port < ${FIRST_CLIENT_PORT} and ${other}_port >= ${FIRST_UNPRIVILEGED}`;

/**
 * Returns a query for the flows of each hour with the opener that the records of the flow show (`known_server`: 0 for a,
 * 1 for b, and `known_by`), or only by its ports (`port_server`). An hour takes the last known opener of its flow within 24 hours, else the next one within 24
 * hours.
 */
export function flowsWithKnownOpeners(keys: readonly PartitionKey[]): string {
  const flow = `partition by ${flowOf(keys).join(', ')}`;
  const byHour = `${flow} order by hour_number`;
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
    end as known_by,
    case
      when ${isService('a', 'b')} and coalesce(opener, 1) = 1 then 0
      when ${isService('b', 'a')} and coalesce(opener, 0) = 0 then 1
    end as port_server
  from (
    select
      *,
      case
        when last_known >= (hour_number - ${BOUND_HOURS}) * 2 then mod(last_known, 2)
        when next_known <= (hour_number + ${BOUND_HOURS}) * 2 + 1 then mod(next_known, 2)
      end as opener
    from (
      select
        *,
      max(known_at) over (${byHour} rows between unbounded preceding and current row) as last_known,
      min(known_at) over (${byHour} rows between current row and unbounded following) as next_known,
      row_number() over (${byHour}) as nth_hour,
      max(case when has_syn = 1 then hour_number end) over (${byHour} rows between unbounded preceding and 1 preceding) as last_syn,
      max(accepted_records) over (${flow}) as flow_accepted_records,
      ${ownersOf(flow).join(',\n      ')},
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
    ) bounded
  ) shown`;
}

/** Columns that both sides of a flow have. */
const CARRIED = [
  ...END_OWNERS.map((owner) => `flow_${owner}`),
  ...SEEN_AT,
  ...PASSED_ON,
  'has_syn',
  'hour_number',
  'last_syn',
  'known_server',
  'known_by',
  ...FLOW_EVIDENCE.map((flag) => `flow_${flag}`),
];

/** What is known of an end from all flows. */
const OF_END = ['peers', 'has_varied_ports', 'is_client', 'is_server', 'is_logged'];

/**
 * Returns a query for the flows of each hour with facts of each end from all flows: the number of its distinct peers,
 * whether these have several ports, whether it is the client or the server of some by the
 * ports, and whether the address is that of
 * a logged interface.
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
      case when min(peer_port) ${end} <> max(peer_port) ${end} then 1 else 0 end as has_varied_ports,
      max(case when side = 'a' and port_server = 1 or side = 'b' and port_server = 0 then 1 else 0 end) ${end} as is_client,
      max(case when side = 'a' and port_server = 0 or side = 'b' and port_server = 1 then 1 else 0 end) ${end} as is_server
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
