import { BOUND_HOURS } from '../../../flows/relations/hourly-flows';
import { FIRST_UNPRIVILEGED, isServicePort } from '../../../flows/relations/service-ports';
import { END_OWNERS, FLOWS_OF_HOURS, TUPLE } from './flow-table-flows';
import { OWN_ADDRESSES } from './flow-table-own-addresses';
import { PARTS } from './flow-table-rows';
import {
  INTERNAL_NETWORKS,
  isAddressSelected,
  isInternal,
  isPortSelected,
  SELECTED_NETWORKS,
} from './networks';

const FLOW = `${TUPLE}, own_network`;
const END = 'cloud, protocol, address, port';

/** Evidence that counts for all hours of a flow. */
const FLOW_EVIDENCE = [
  ...['has_syn', 'has_syn_ack', 'has_flags', 'has_states', 'accepted_records'],
  ...['a_reset', 'b_reset', 'a_denied', 'b_denied'],
];

/**
 * Declares `known_openers`: the opener that records show, 0 for a, 1 for b. An hour takes the last known opener of its
 * flow within 24 hours, else the next one within 24 hours.
 */
const KNOWN_OPENERS = `let voted = flows_by_hour
| where a_votes != b_votes
| project ${FLOW}, known_hour = hour, voted_side = iff(a_votes > b_votes, 0, 1);
let known_openers = flows_by_hour
| where a_votes == b_votes
| project ${FLOW}, hour
| join kind=inner voted on ${FLOW}
| extend hours_ago = datetime_diff("hour", hour, known_hour)
| where hours_ago between (-${BOUND_HOURS} .. ${BOUND_HOURS})
| extend distance = iff(hours_ago >= 0, hours_ago, ${BOUND_HOURS} - hours_ago)
| summarize arg_min(distance, voted_side) by ${FLOW}, hour
| project ${FLOW}, hour, propagated = voted_side;
`;

/** Declares `evidence`: what the records of all hours of a flow show, and the place of each end. */
const EVIDENCE = `let evidence = flows_by_hour
| summarize
    ${[...FLOW_EVIDENCE, ...END_OWNERS].map((column) => `flow_${column} = max(${column})`).join(',\n    ')}
    by ${FLOW};
`;

/** Declares `later_syns`: the hours with a SYN in whose 24 hours before is another one. */
const LATER_SYNS = `let syns = flows_by_hour
| where has_syn == 1
| project ${FLOW}, hour;
let later_syns = syns
| join kind=inner (syns | project ${FLOW}, syn_hour = hour) on ${FLOW}
| where syn_hour < hour and datetime_diff("hour", hour, syn_hour) <= ${BOUND_HOURS}
| summarize is_later_syn = count() > 0 by ${FLOW}, hour;
`;

/**
 * Declares `ends`: the number of distinct peers of each end, 1 for peers that all have one port (`counted_peers`). Only
 * flows whose ports do not show the server count.
 */
const ENDS = `let pairs = flows_by_hour
| where a_port != b_port and not(${isServicePort('a_port', 'b_port')}) and not(${isServicePort('b_port', 'a_port')})
| distinct ${TUPLE};
let ends = union
  (pairs | project cloud, protocol, address = a, port = a_port, peer_port = b_port),
  (pairs | project cloud, protocol, address = b, port = b_port, peer_port = a_port)
| summarize peers = count(), least_port = min(peer_port), most_port = max(peer_port) by ${END}
| where peers > 1
| extend counted_peers = iff(least_port == most_port, 1, peers);
`;

const joinEnd = (end: string) =>
  `| join kind=leftouter (ends | project cloud, protocol, ${end} = address, ${end}_port = port, ${end}_peers = peers, ${end}_counted = counted_peers) on cloud, protocol, ${end}, ${end}_port`;

const isOutside = (end: string) => `${end} !in (own_addresses) and not(${isInternal(end)})`;

/** Whether all packets of a flow came from one end and were rejected: this end opened. */
const isRefused = (end: string, other: string) =>
  `flow_accepted_records == 0 and flow_${end}_denied == 1 and flow_${other}_denied == 0`;

const isLow = (end: string) => `${end}_port < ${FIRST_UNPRIVILEGED}`;

const firstOf = (first: string, second: string, third: string) =>
  `case(isnotempty(${first}), ${first}, isnotempty(${second}), ${second}, ${third})`;

const role = (name: string, column: string, prefix = '') => [
  `client_${name} = iff(server_is_a, ${prefix}b_${column}, ${prefix}a_${column})`,
  `server_${name} = iff(server_is_a, ${prefix}a_${column}, ${prefix}b_${column})`,
];

/**
 * Declares `connections`: the flows of each hour with their client and server. An end with a port from 1024 whose many peers
 * all have one port is a client that uses its port again, such as a scanner.
 */
const ROLES = `let connections = flows_by_hour
| join kind=leftouter known_openers on ${FLOW}, hour
| join kind=leftouter later_syns on ${FLOW}, hour
| join kind=inner evidence on ${FLOW}
${joinEnd('a')}
${joinEnd('b')}
| where is_selected == 1
| where ${isAddressSelected('a', 'b')}
| where ${isPortSelected('a_port', 'b_port')}
| extend
    known = case(a_votes > b_votes, 0, b_votes > a_votes, 1, propagated),
    a_peers = coalesce(a_peers, 1), a_counted = coalesce(a_counted, 1),
    b_peers = coalesce(b_peers, 1), b_counted = coalesce(b_counted, 1)
| extend
    by_end = case(
      isnotnull(known), 1 - known,
      ${isServicePort('a_port', 'b_port')}, 0,
      ${isServicePort('b_port', 'a_port')}, 1,
      ${isRefused('a', 'b')}, 1,
      ${isRefused('b', 'a')}, 0,
      a_port == b_port, int(null),
      a_counted > b_counted, 0,
      b_counted > a_counted, 1,
      ${isLow('a')} and not(${isLow('b')}), 0,
      ${isLow('b')} and not(${isLow('a')}), 1,
      a_peers > b_peers, iff(${isLow('a')}, 0, 1),
      b_peers > a_peers, iff(${isLow('a')}, 1, 0),
      int(null)),
    opener = case(
      isnotnull(known), "record",
      (${isServicePort('a_port', 'b_port')}) or (${isServicePort('b_port', 'a_port')}), "port",
      (${isRefused('a', 'b')}) or (${isRefused('b', 'a')}), "record",
      a_port == b_port, "unknown",
      a_counted != b_counted, "peers",
      (${isLow('a')}) != (${isLow('b')}), "port",
      a_peers != b_peers, "peers",
      "unknown"),
    a_is_outside = ${isOutside('a')},
    b_is_outside = ${isOutside('b')}
| extend server_is_a = iff(isnull(by_end), b_is_outside and not(a_is_outside), by_end == 0)
| extend
    client = iff(server_is_a, b, a),
    server = iff(server_is_a, a, b),
    ${[
      ...role('port', 'port'),
      ...role('account', 'account_id', 'flow_'),
      ...role('network', 'network_id', 'flow_'),
      ...role('interface', 'interface', 'flow_'),
      ...role('country', 'country'),
      ...role('is_outside', 'is_outside'),
    ].join(',\n    ')},
    client_sent = iff(server_is_a, b_sent, a_sent),
    server_got = iff(server_is_a, a_got, b_got),
    server_reset = iff(server_is_a, flow_a_reset, flow_b_reset),
    bytes_to_server = iff(server_is_a, bytes_ba, bytes_ab),
    bytes_to_client = iff(server_is_a, bytes_ab, bytes_ba),
    packets_to_server = iff(server_is_a, packets_ba, packets_ab),
    packets_to_client = iff(server_is_a, packets_ab, packets_ba),
    connections = case(
      cloud == "azure", iff(flow_has_states == 1 or flow_accepted_records == 0, begins, long(null)),
      protocol == 6 and flow_has_flags == 1, tolong(iff(has_syn == 1 and isnull(is_later_syn), 1, 0)),
      long(null))
| extend
    account_id = ${firstOf('server_account', 'client_account', 'seen_account_id')},
    network_id = ${firstOf('server_network', 'client_network', 'seen_network_id')},
    interface = ${firstOf('server_interface', 'client_interface', 'seen_interface')},
    tuple = strcat_array(pack_array(client, tostring(client_port), server, tostring(server_port), tostring(protocol)), " "),
    has_ports = opener != "unknown" or client_port == server_port,
    reached = coalesce(server_got, client_sent) == 1,
    connections = iff(server_got == 0 and connections > 0, 0, connections),
    answered = iff(
      protocol == 6 and flow_has_syn == 1 and flow_has_syn_ack == 0 and server_reset == 1,
      false,
      flow_has_syn_ack == 1 or coalesce(bytes_to_client, 0) > 0)
| extend
    client_port = iff(has_ports, toint(client_port), int(null)),
    server_port = iff(has_ports, toint(server_port), int(null));
`;

/** Statements that declare `connections` over the table of the normalizer, as the SQL relation of that name. */
export const FLOW_TABLE_CONNECTIONS = [
  ...[SELECTED_NETWORKS, INTERNAL_NETWORKS, PARTS, OWN_ADDRESSES, FLOWS_OF_HOURS],
  ...[KNOWN_OPENERS, EVIDENCE, LATER_SYNS, ENDS, ROLES],
].join('');
