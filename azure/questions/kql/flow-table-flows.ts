/** The ends of a flow in the order of address and port, so that requests and replies have one key. */
export const TUPLE = 'cloud, protocol, a, a_port, b, b_port';

const VOLUMES = ['bytes_ab', 'bytes_ba', 'packets_ab', 'packets_ba'];
const COUNTS = ['accepted_records', 'rejected_records', 'rejected_packets', 'begins'];
const FLAGS = [
  ...['has_states', 'has_syn', 'has_syn_ack', 'has_flags', 'a_sent', 'b_sent', 'a_got', 'b_got'],
  ...['a_reset', 'b_reset', 'a_denied', 'b_denied'],
];
const TEXTS = ['a_country', 'b_country', 'threat_type', 'threat_source', 'reject_reason', 'rule'];
const OWNERS = ['account_id', 'network_id', 'interface'];

/** Account, network and interface of each end. */
export const END_OWNERS = ['a', 'b'].flatMap((end) => OWNERS.map((owner) => `${end}_${owner}`));

const VOTE = 'iff(isempty(initiator), gateway_opener, initiator)';

const sum = (counter: string, forward: string, backward: string) => {
  const part = `iff(is_forward, ${counter}_${forward}_part, ${counter}_${backward}_part)`;
  return `iff(countif(isnotnull(${part})) == 0, long(null), sum(${part}))`;
};
const flag = (name: string, condition: string) => `${name} = max(iff(${condition}, 1, 0))`;
const ofEachEnd = (name: string, asSource: string, asDestination: string) => [
  flag(`a_${name}`, `(is_forward and ${asSource}) or (not(is_forward) and ${asDestination})`),
  flag(`b_${name}`, `(not(is_forward) and ${asSource}) or (is_forward and ${asDestination})`),
];

/** Declares `observations`: one row for each hour, 5-tuple, flow log, interface and direction. */
const OBSERVATIONS = `let observations = materialize(hourly_parts
| extend order_of_ends = strcmp(src, dst)
| extend is_forward = order_of_ends < 0 or (order_of_ends == 0 and src_port <= dst_port)
| extend
    a = iff(is_forward, src, dst), a_port = iff(is_forward, src_port, dst_port),
    b = iff(is_forward, dst, src), b_port = iff(is_forward, dst_port, src_port)
| summarize
    bytes_ab = ${sum('bytes', 'out', 'in')},
    bytes_ba = ${sum('bytes', 'in', 'out')},
    packets_ab = ${sum('packets', 'out', 'in')},
    packets_ba = ${sum('packets', 'in', 'out')},
    accepted_records = countif(is_counted and is_accepted),
    rejected_records = countif(is_counted and not(is_accepted)),
    rejected_packets = iff(countif(is_counted and not(is_accepted) and isnotnull(packets_out)) == 0, long(null), sumif(packets_out, is_counted and not(is_accepted))),
    a_votes = countif(is_counted and ${VOTE} == iff(is_forward, "src", "dst")),
    b_votes = countif(is_counted and ${VOTE} == iff(is_forward, "dst", "src")),
    begins = countif(is_counted and is_accepted and state == "begin"),
    ${[
      flag('has_states', 'is_accepted and isnotempty(state)'),
      flag('has_syn', 'is_counted and is_accepted and initiator == "src"'),
      flag('has_syn_ack', 'is_accepted and initiator == "dst"'),
      flag('has_flags', 'isnotnull(tcp_flags)'),
      ...ofEachEnd('own', 'own == "src"', 'own == "dst"'),
      ...ofEachEnd('sent', 'is_accepted', '(is_accepted and cloud == "azure")'),
      ...ofEachEnd('denied', 'not(is_accepted)', 'false'),
      ...ofEachEnd('reset', 'coalesce(tcp_flags, 0) % 8 >= 4', 'false'),
    ].join(',\n    ')},
    a_country = max(iff(is_forward, src_country, dst_country)),
    b_country = max(iff(is_forward, dst_country, src_country)),
    threat_type = max(threat_type),
    threat_source = max(tostring(split(threat_source, "@")[0])),
    reject_reason = max(reject_reason),
    rule = max(rule),
    first_seen = min(start_time),
    last_seen = max(until),
    is_selected = max(iff(is_selected, 1, 0))
    by ${TUPLE}, hour, account_id, network_id, log_type, flow_log_id, interface, direction);
`;

/**
 * Declares `flows_by_hour`: a flow that was observed at several points counts once, by the largest measure of a point.
 *
 * One 5-tuple is several flows if two networks log the same end as their own. An Azure appliance logs the flows that it
 * passes on in the same way; then the networks of one end are not those of the other.
 */
const FLOWS_BY_HOUR = `let claims = observations
| extend is_passing = cloud == "azure" and interface in (appliances)
| extend is_a = a_own == 1 and not(is_passing), is_b = b_own == 1 and not(is_passing)
| extend
    a_got = iff(is_a and b_sent + b_denied > 0, b_sent, long(null)),
    b_got = iff(is_b and a_sent + a_denied > 0, a_sent, long(null));
let tuples_with_network = observations
| summarize has_network = countif(isnotempty(network_id)) > 0 by ${TUPLE};
let networks = claims
| join kind=inner tuples_with_network on ${TUPLE}
| extend place = iff(has_network, network_id, account_id)
| summarize
    min_a = minif(place, is_a and isnotempty(place)), max_a = maxif(place, is_a and isnotempty(place)),
    min_b = minif(place, is_b and isnotempty(place)), max_b = maxif(place, is_b and isnotempty(place))
    by ${TUPLE}
| extend is_several = iff(
    cloud == "azure" and isnotempty(min_a) and isnotempty(min_b),
    min_a == min_b and max_a == max_b and min_a != max_a,
    (isnotempty(min_a) and min_a != max_a) or (isnotempty(min_b) and min_b != max_b))
| project ${TUPLE}, is_several;
let flows_by_hour = materialize(claims
| join kind=inner networks on ${TUPLE}
| extend own_network = case(not(is_several), "", isempty(network_id), account_id, network_id)
| summarize
    ${[...VOLUMES, ...COUNTS, ...FLAGS, ...TEXTS, 'is_selected'].map((name) => `${name} = max(${name})`).join(',\n    ')},
    ${['a', 'b'].flatMap((end) => OWNERS.map((owner) => `${end}_${owner} = maxif(${owner}, is_${end})`)).join(',\n    ')},
    ${OWNERS.map((owner) => `seen_${owner} = minif(${owner}, isnotempty(${owner}))`).join(',\n    ')},
    a_votes = sum(a_votes),
    b_votes = sum(b_votes),
    first_seen = min(first_seen),
    last_seen = max(last_seen)
    by ${TUPLE}, own_network, hour);
`;

/** Statements that declare `observations` and `flows_by_hour`, from `hourly_parts` and `appliances`. */
export const FLOWS_OF_HOURS = `${OBSERVATIONS}${FLOWS_BY_HOUR}`;
