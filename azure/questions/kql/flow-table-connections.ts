import { FLOWS_OF_HOURS, TUPLE } from './flow-table-flows';
import { PARTS } from './flow-table-rows';
import {
  INTERNAL_NETWORKS,
  isAddressSelected,
  isInternal,
  isPortSelected,
  isSpecialPurpose,
  SELECTED_NETWORKS,
} from './networks';

const FLOW = `${TUPLE}, own_network`;
const END = 'cloud, own_network, protocol, address, port';

/** Hours within which a known opener is that of the other records of its 5-tuple. */
const BOUND_HOURS = 24;

/** Most own addresses of a network card that are not special-purpose, in each version of IP. */
const MOST_ADDRESSES = 3;

/**
 * Declares `own_addresses`: addresses of logged interfaces that are not special-purpose. A network card is an appliance if an
 * address is its own in some records and the other end in others, if it has many public addresses, or if it has both
 * private and public IPv4 addresses. The addresses of an appliance do not count.
 */
const OWN_ADDRESSES = `let logged_ends = rows
| where isnotempty(direction) and log_type != "tgw"
| extend nic = iff(cloud == "azure", interface, "");
let addresses_of_cards = union
  (logged_ends | project cloud, nic, address = src_addr, is_own = direction == "egress"),
  (logged_ends | project cloud, nic, address = dst_addr, is_own = direction == "ingress")
| where cloud == "azure" or is_own
| summarize is_own = max(iff(is_own, 1, 0)), is_other = max(iff(is_own, 0, 1)) by cloud, nic, address
| extend is_special = ${isSpecialPurpose('address')}, is_v6 = address contains ":";
let appliances = addresses_of_cards
| where cloud == "azure"
| summarize
    is_both = max(is_own * is_other),
    private_v4 = countif(is_own == 1 and is_special and not(is_v6)),
    public_v4 = countif(is_own == 1 and not(is_special) and not(is_v6)),
    public_v6 = countif(is_own == 1 and not(is_special) and is_v6)
    by cloud, nic
| where is_both == 1 or (private_v4 > 0 and public_v4 > 0) or public_v4 > ${MOST_ADDRESSES} or public_v6 > ${MOST_ADDRESSES}
| project cloud, nic;
let own_addresses = addresses_of_cards
| where is_own == 1 and not(is_special)
| join kind=leftanti appliances on cloud, nic
| distinct address;
`;

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

/** Declares `ends`: the number of distinct peers of each end, and whether these have several ports. */
const ENDS = `let evidence = flows_by_hour
| summarize
    flow_has_syn = max(has_syn),
    flow_has_syn_ack = max(has_syn_ack),
    flow_has_flags = max(has_flags),
    flow_has_states = max(has_states),
    flow_a_reset = max(a_reset),
    flow_b_reset = max(b_reset),
    first_syn = minif(hour, has_syn == 1)
    by ${FLOW};
let ends = union
  (evidence | project cloud, own_network, protocol, address = a, port = a_port, peer_port = b_port),
  (evidence | project cloud, own_network, protocol, address = b, port = b_port, peer_port = a_port)
| summarize peers = count(), least_port = min(peer_port), most_port = max(peer_port) by ${END}
| extend counted_peers = iff(least_port == most_port, 1, peers);
`;

const joinEnd = (end: string) =>
  `| join kind=leftouter (ends | project cloud, own_network, protocol, ${end} = address, ${end}_port = port, ${end}_peers = peers, ${end}_counted = counted_peers) on cloud, own_network, protocol, ${end}, ${end}_port`;

const isOutside = (end: string) => `${end} !in (own_addresses) and not(${isInternal(end)})`;

const HAS_NO_PORTS = 'a_port == 0 and b_port == 0';

const firstOf = (first: string, second: string, third: string) =>
  `case(isnotempty(${first}), ${first}, isnotempty(${second}), ${second}, ${third})`;

const role = (name: string, column: string) => [
  `client_${name} = iff(server_is_a, b_${column}, a_${column})`,
  `server_${name} = iff(server_is_a, a_${column}, b_${column})`,
];

/** Declares `connections`: the flows of each hour with their client and server. */
const ROLES = `let connections = flows_by_hour
| join kind=leftouter known_openers on ${FLOW}, hour
| join kind=inner evidence on ${FLOW}
${joinEnd('a')}
${joinEnd('b')}
| where is_selected == 1
| where ${isAddressSelected('a', 'b')}
| where ${isPortSelected('a_port', 'b_port')}
| extend known = case(a_votes > b_votes, 0, b_votes > a_votes, 1, propagated)
| extend
    by_end = case(
      isnotnull(known), 1 - known,
      ${HAS_NO_PORTS}, int(null),
      a_counted > b_counted, 0,
      b_counted > a_counted, 1,
      a_port < 1024 and b_port >= 1024, 0,
      b_port < 1024 and a_port >= 1024, 1,
      a_peers > b_peers, 0,
      b_peers > a_peers, 1,
      int(null)),
    opener = case(
      isnotnull(known), "record",
      ${HAS_NO_PORTS}, "unknown",
      a_counted != b_counted, "peers",
      (a_port < 1024) != (b_port < 1024), "port",
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
      ...role('account', 'account_id'),
      ...role('network', 'network_id'),
      ...role('interface', 'interface'),
      ...role('country', 'country'),
      ...role('is_outside', 'is_outside'),
    ].join(',\n    ')},
    reached = iff(server_is_a, b_sent, a_sent) == 1,
    server_reset = iff(server_is_a, flow_a_reset, flow_b_reset),
    bytes_to_server = iff(server_is_a, bytes_ba, bytes_ab),
    bytes_to_client = iff(server_is_a, bytes_ab, bytes_ba),
    packets_to_server = iff(server_is_a, packets_ba, packets_ab),
    packets_to_client = iff(server_is_a, packets_ab, packets_ba),
    connections = case(
      cloud == "azure", iff(flow_has_states == 1, begins, long(null)),
      protocol == 6 and flow_has_flags == 1, tolong(iff(has_syn == 1 and hour == first_syn, 1, 0)),
      long(null))
| extend
    account_id = ${firstOf('server_account', 'client_account', 'seen_account_id')},
    network_id = ${firstOf('server_network', 'client_network', 'seen_network_id')},
    interface = ${firstOf('server_interface', 'client_interface', 'seen_interface')},
    tuple = strcat_array(pack_array(client, tostring(client_port), server, tostring(server_port), tostring(protocol)), " "),
    has_ports = opener != "unknown" or client_port == server_port,
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
  ...[SELECTED_NETWORKS, INTERNAL_NETWORKS, PARTS, FLOWS_OF_HOURS],
  ...[OWN_ADDRESSES, KNOWN_OPENERS, ENDS, ROLES],
].join('');
