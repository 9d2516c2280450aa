import { groupByFirst, largest } from './group-by';
import { tupleOf } from './observations';
import { isAppliance } from './own-addresses';
import type { PartitionKey, RelationOptions } from './relation';

/** Hours within which the records of a 5-tuple are those of one connection. */
export const BOUND_HOURS = 24;

const ENDS = ['a', 'b'];
const OWNERS = ['account_id', 'network_id', 'interface'];

/** Account, network and interface of each end. */
export const END_OWNERS = ENDS.flatMap((end) => OWNERS.map((owner) => `${end}_${owner}`));

/** All places of the observations of a flow: column of the list, and of the observation. */
const LISTS: readonly (readonly [list: string, column: string])[] = [
  ['account_ids', 'account_id'],
  ['network_ids', 'network_id'],
  ['interfaces', 'interface'],
  ['flow_log_ids', 'flow_log_id'],
];

/** One place of the observations of a flow. */
export const SEEN_AT = OWNERS.map((owner) => `seen_${owner}`);

/** Returns the names of the lists of a relation. */
export function listNames({ lists = true }: RelationOptions): string[] {
  return lists ? LISTS.map(([list]) => list) : [];
}

/** Measures of a flow. That of an hour is the largest one of the observation points. */
const MEASURES = [
  'bytes_ab',
  'bytes_ba',
  'packets_ab',
  'packets_ba',
  'accepted_records',
  'rejected_records',
  'rejected_packets',
  'begins',
];

/** Records that show the opener. Every record of every observation point counts. */
const VOTES = ['a_votes', 'b_votes'];
const EVIDENCE = [
  'has_states',
  'has_syn',
  'has_syn_ack',
  'has_flags',
  'a_sent',
  'b_sent',
  'a_got',
  'b_got',
  'a_reset',
  'b_reset',
  'a_denied',
  'b_denied',
];
const ATTRIBUTES = [
  'a_country',
  'b_country',
  'threat_type',
  'threat_source',
  'unencrypted',
  'has_encryption',
  'reject_reason',
  'rule',
  'ip_version',
  'last_seen',
];

/** Columns that the flows of an hour pass on as they are. */
export const PASSED_ON = [...MEASURES, 'a_sent', 'b_sent', 'a_got', 'b_got', ...ATTRIBUTES, 'first_seen'];

/**
 * Whether one 5-tuple is several flows, in networks with equal ranges: two networks log the same end as their own. An
 * Azure appliance logs the flows that it passes on in the same way; then the networks of one end are not those of the
 * other.
 */
const IS_SEVERAL = `case
        when cloud = 'azure' and min_a_network is not null and min_b_network is not null
          then min_a_network = min_b_network and max_a_network = max_b_network and min_a_network <> max_a_network
        else coalesce(min_a_network <> max_a_network, false) or coalesce(min_b_network <> max_b_network, false)
      end`;

const EXTREMES = ['min', 'max'];

/** The first and the last network that logs an end as its own; the account, if no record states a network. */
const NETWORKS = ENDS.flatMap((end) =>
  EXTREMES.map(
    (extreme) =>
      `case when any_network is null then ${extreme}_${end}_account_id else ${extreme}_${end}_network_id end as ${extreme}_${end}_network`,
  ),
);

/**
 * Returns a query for the flows of each hour, from `observations`. A flow that was observed at several points counts
 * once. The flow has the account, the network and the interface of each end whose interface was logged.
 */
export function flowsByHour(options: RelationOptions): string {
  const { keys = [], lists = true } = options;
  const all = `over (partition by ${tupleOf(keys).join(', ')})`;
  const columns = [...tupleOf(keys), 'own_network', 'hour'];
  const claims = [
    `max(network_id) ${all} as any_network`,
    ...ENDS.flatMap((end) =>
      EXTREMES.flatMap((extreme) => [
        `${extreme}(${end}_network_id) ${all} as ${extreme}_${end}_network_id`,
        `${extreme}(${end}_account_id) ${all} as ${extreme}_${end}_account_id`,
      ]),
    ),
  ];
  // whether packets of the other end were accepted at the interface of an end; null if that was not logged
  const got = [
    'case when a_own = 1 and appliance_interface is null and b_sent + b_denied > 0 then b_sent end as a_got',
    'case when b_own = 1 and appliance_interface is null and a_sent + a_denied > 0 then a_sent end as b_got',
  ];
  const owners = ENDS.flatMap((end) =>
    OWNERS.map(
      (owner) =>
        `case when ${end}_own = 1 and appliance_interface is null then ${owner} end as ${end}_${owner}`,
    ),
  );
  return `select
    ${columns.join(', ')},
    ${OWNERS.map((owner) => `min(${owner}) as seen_${owner}`).join(',\n    ')},
    ${lists ? LISTS.map(([list, column]) => `${listOf(column)} as ${list},\n    `).join('') : ''}${largest([...END_OWNERS, ...MEASURES, ...EVIDENCE, ...ATTRIBUTES])},
    ${VOTES.map((votes) => `cast(sum(${votes}) as bigint) as ${votes}`).join(',\n    ')},
    min(first_seen) as first_seen
  from (
    select *, case when ${IS_SEVERAL} then coalesce(network_id, account_id) end as own_network
    from (
      select *, ${NETWORKS.join(', ')}
      from (
        select
          *,
          ${claims.join(',\n          ')}
        from (
          select
            *,
            ${[...owners, ...got].join(',\n            ')}
          from observations
          left join appliances on ${isAppliance(keys, 'observations')}
        ) owned
      ) claimed
    ) compared
  ) split_flows
  ${groupByFirst(columns)}`;
}

/**
 * Returns the place of each end of a flow in all its hours. The interface of an end can be logged in some hours only.
 *
 * @param flow - clause of the window of a flow
 */
export function ownersOf(flow: string): string[] {
  return END_OWNERS.map((owner) => `max(${owner}) over (${flow}) as flow_${owner}`);
}

/**
 * Returns the accepted openings in an hour, from windows of a flow: null if its records do not show them. The openings
 * of an AWS flow within 24 hours are one, because each record of the flow in the window can have the SYN.
 *
 * @param lastSyn - last earlier hour with a SYN
 */
export function openings(lastSyn: string): string {
  return `case
      when cloud = 'azure' then case when flow_has_states = 1 or flow_accepted_records = 0 then begins end
      when protocol = 6 and flow_has_flags = 1
        then case when has_syn = 1 and (${lastSyn} is null or hour_number - ${lastSyn} > ${BOUND_HOURS}) then 1 else 0 end
    end as connections`;
}

/** Returns a query for the flows of each hour without roles of their ends, from flows with known openers. */
export function hourlyFlows(options: RelationOptions): string {
  const { keys = [] } = options;
  return `select
    cloud,
    ${accountOf(keys, 'flow_a_account_id', 'flow_b_account_id')},
    coalesce(flow_a_network_id, flow_b_network_id, seen_network_id) as network_id,
    coalesce(flow_a_interface, flow_b_interface, seen_interface) as interface,
    ${[...listNames(options), 'hour'].join(',\n    ')},
    ${dayOf(keys)},
    protocol,
    ip_version,
    a,
    a_port,
    b,
    b_port,
    bytes_ab,
    bytes_ba,
    packets_ab,
    packets_ba,
    accepted_records,
    rejected_records,
    rejected_packets,
    ${openings('last_syn')},
    first_seen,
    last_seen
  from flows_with_known_openers`;
}

/** Returns the account of a flow: the key of the relation, or that of an end whose interface was logged. */
export function accountOf(keys: readonly PartitionKey[], first: string, second: string): string {
  if (keys.includes('account_id')) return 'account_id';
  return `coalesce(${first}, ${second}, seen_account_id) as account_id`;
}

/** Returns the day of a flow: the key of the relation, or that of the hour. */
export function dayOf(keys: readonly PartitionKey[]): string {
  return keys.includes('day') ? 'day' : 'cast(cast(hour as date) as varchar) as day';
}

/** Returns the sorted list of the distinct values of a column. */
export function listOf(column: string): string {
  return `array_sort(array_agg(distinct ${column}) filter (where ${column} is not null))`;
}
