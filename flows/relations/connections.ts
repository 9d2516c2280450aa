import { joinEnd } from './endpoints';
import { accountOf, dayOf, END_OWNERS, listNames, openings, PASSED_ON, SEEN_AT } from './hourly-flows';
import type { RelationOptions } from './relation';
import { FIRST_UNPRIVILEGED } from './service-ports';
import { isSpecialPurpose } from './special-purpose';

/** Distinct peers of an end. Peers that all have one port are servers, and the end is a client: they count as one. */
const peersOf = (end: string) => `case when ${end}_has_varied_ports = 1 then ${end}_peers else 1 end`;
const isLow = (end: string) => `${end}_port < ${FIRST_UNPRIVILEGED}`;

/**
 * The server: 0 for a, 1 for b; null if nothing shows it. An end with a port from 1024 whose many peers all have one port
 * is a client that uses its port again, such as a scanner.
 */
const SERVER = `case
          when known_server is not null then known_server
          when a_port = b_port then null
          when ${peersOf('a')} > ${peersOf('b')} then 0
          when ${peersOf('b')} > ${peersOf('a')} then 1
          when ${isLow('a')} and not ${isLow('b')} then 0
          when ${isLow('b')} and not ${isLow('a')} then 1
          when not ${isLow('a')} and a_peers > b_peers then 1
          when not ${isLow('a')} and b_peers > a_peers then 0
          when a_peers > b_peers then 0
          when b_peers > a_peers then 1
        end`;

/** What shows the server. */
const OPENER = `case
          when known_server is not null then known_by
          when a_port = b_port then 'unknown'
          when ${peersOf('a')} <> ${peersOf('b')} then 'peers'
          when (${isLow('a')}) <> (${isLow('b')}) then 'port'
          when a_peers <> b_peers then 'peers'
          else 'unknown'
        end`;

/** Columns of the two ends by their role: name of the role, and of the end. */
const ENDS: readonly (readonly [name: string, column: string])[] = [
  ['port', 'port'],
  ['account', 'account_id'],
  ['network', 'network_id'],
  ['interface', 'interface'],
  ['country', 'country'],
  ['is_outside', 'is_outside'],
  ['sent', 'sent'],
  ['got', 'got'],
  ['reset', 'reset'],
];

const ROLES: readonly string[] = [
  'case when server_side = 0 then b else a end as client',
  'case when server_side = 0 then a else b end as server',
  ...ENDS.flatMap(([name, column]) => [
    `case when server_side = 0 then b_${column} else a_${column} end as client_${name}`,
    `case when server_side = 0 then a_${column} else b_${column} end as server_${name}`,
  ]),
  ...['bytes', 'packets'].flatMap((counter) => [
    `case when server_side = 0 then ${counter}_ba else ${counter}_ab end as ${counter}_to_server`,
    `case when server_side = 0 then ${counter}_ab else ${counter}_ba end as ${counter}_to_client`,
  ]),
];

/** Columns of a flow that its connection has as they are. */
const PASSED = [...SEEN_AT, ...PASSED_ON, 'flow_has_syn', 'flow_has_syn_ack', 'known_server', 'known_by'];

/** A port of a connection without a known opener; null unless both ends have the same port. */
const portOf = (role: string) =>
  `case when opener <> 'unknown' or client_port = server_port then ${role}_port end as ${role}_port`;

/** Returns a query for the flows of each hour with their client and server. */
export function connections(options: RelationOptions): string {
  const { keys = [], isOurs } = options;
  return `select
    cloud,
    ${accountOf(keys, 'server_account', 'client_account')},
    coalesce(server_network, client_network, seen_network_id) as network_id,
    coalesce(server_interface, client_interface, seen_interface) as interface,
    ${[...listNames(options), 'hour'].join(',\n    ')},
    ${dayOf(keys)},
    protocol,
    ip_version,
    opener,
    client,
    ${portOf('client')},
    client_account,
    client_network,
    client_interface,
    client_country,
    client_is_outside,
    server,
    ${portOf('server')},
    server_account,
    server_network,
    server_interface,
    server_country,
    server_is_outside,
    case when server_got = 0 and connections > 0 then 0 else connections end as connections,
    coalesce(server_got, client_sent) = 1 as reached,
    case
      when protocol = 6 and flow_has_syn = 1 and flow_has_syn_ack = 0 and server_reset = 1 then false
      else flow_has_syn_ack = 1 or coalesce(bytes_to_client, 0) > 0
    end as answered,
    bytes_to_server,
    bytes_to_client,
    packets_to_server,
    packets_to_client,
    accepted_records,
    rejected_records,
    rejected_packets,
    threat_type,
    threat_source,
    unencrypted,
    coalesce(has_encryption, 0) = 1 as has_encryption,
    reject_reason,
    rule,
    first_seen,
    last_seen
  from (
    select
      *,
      ${ROLES.join(',\n      ')}
    from (
      select
        *,
        -- without an opener, the end outside is the client
        coalesce(server_by_ends, case when b_is_outside and not a_is_outside then 0 else 1 end) as server_side
      from (
        select
          *,
          ${SERVER} as server_by_ends,
          ${OPENER} as opener
        from (
          select
            ${[...new Set([...keys, 'cloud', 'protocol', 'a', 'a_port', 'b', 'b_port', 'hour', ...PASSED, ...listNames(options)])].join(', ')},
            flow_a_reset as a_reset,
            flow_b_reset as b_reset,
            ${END_OWNERS.map((owner) => `flow_${owner} as ${owner}`).join(',\n            ')},
            coalesce(a_endpoint.peers, 1) as a_peers,
            coalesce(b_endpoint.peers, 1) as b_peers,
            a_endpoint.has_varied_ports as a_has_varied_ports,
            b_endpoint.has_varied_ports as b_has_varied_ports,
            ${isOutside('a', isOurs)} as a_is_outside,
            ${isOutside('b', isOurs)} as b_is_outside,
            ${openings('last_syn')}
          from flows_with_known_openers
          ${joinEnd('a', keys)}
          ${joinEnd('b', keys)}
        ) joined
      ) decided
    ) sided
  ) named`;
}

/** Returns a condition for addresses that are neither logged, nor special-purpose, nor in networks that are ours. */
function isOutside(end: string, isOurs: RelationOptions['isOurs']): string {
  const ours = isOurs ? ` and not coalesce(${isOurs(end)}, false)` : '';
  return `${end}_owned.own_address is null and not ${isSpecialPurpose(end)}${ours}`;
}
