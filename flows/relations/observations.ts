import { groupByFirst } from './group-by';
import type { PartitionKey } from './relation';

/** Returns the columns of the 5-tuple of a flow in both directions, with the partition keys that separate flows. */
export function tupleOf(keys: readonly PartitionKey[]): string[] {
  return [...keys, 'cloud', 'protocol', 'a', 'a_port', 'b', 'b_port'];
}

/** When and where a flow was observed. */
const POINT = ['hour', 'account_id', 'network_id', 'log_type', 'flow_log_id', 'interface', 'direction'];

/** States of a network without encryption. Every other state shows that it is on. */
const OFF = "'none', 'NX'";

/** States of traffic that the network does not encrypt. Azure states the reason after `NX`. */
const IS_UNENCRYPTED = "encryption = 'none' or encryption like 'NX%'";

const VOTE = 'coalesce(initiator, gateway_opener)';

/**
 * Returns a query for the flows at each observation point: one row per hour, 5-tuple, flow log, interface and direction.
 * The ends `a` and `b` are in the order of address and port, so that requests and replies have one key.
 */
export function observations(keys: readonly PartitionKey[]): string {
  const columns = [...new Set([...tupleOf(keys), ...POINT])];
  return `select
    ${columns.join(', ')},
    ${sums('bytes')},
    ${sums('packets')},
    count(case when is_counted and is_accepted then 1 end) as accepted_records,
    count(case when is_counted and not is_accepted then 1 end) as rejected_records,
    sum(case when is_counted and not is_accepted then cast(packets_out as decimal(38, 0)) end) as rejected_packets,
    count(case when is_counted and is_forward = (${VOTE} = 'src') then 1 end) as a_votes,
    count(case when is_counted and is_forward = (${VOTE} = 'dst') then 1 end) as b_votes,
    count(case when is_counted and is_accepted and state = 'begin' then 1 end) as begins,
    ${flag('has_states', 'is_accepted and state is not null')},
    ${flag('has_syn', "is_counted and is_accepted and initiator = 'src'")},
    ${flag('has_syn_ack', "is_accepted and initiator = 'dst'")},
    ${flag('has_flags', 'tcp_flags is not null')},
    ${ofEachEnd('own', "own = 'src'", "own = 'dst'")},
    ${ofEachEnd('sent', 'is_accepted', "is_accepted and cloud = 'azure'")},
    ${ofEachEnd('denied', 'not is_accepted', 'false')},
    ${ofEachEnd('reset', 'mod(tcp_flags, 8) >= 4', 'false')},
    max(case when is_forward then src_country else dst_country end) as a_country,
    max(case when is_forward then dst_country else src_country end) as b_country,
    max(threat_type) as threat_type,
    max(threat_source) as threat_source,
    max(reject_reason) as reject_reason,
    max(rule) as rule,
    max(case when is_accepted and (${IS_UNENCRYPTED}) then encryption end) as unencrypted,
    max(case when encryption not in (${OFF}) then 1 end) as has_encryption,
    max(ip_version) as ip_version,
    min(start_time) as first_seen,
    max(until) as last_seen
  from (
    select
      *,
      case when is_forward then src else dst end as a,
      case when is_forward then src_port else dst_port end as a_port,
      case when is_forward then dst else src end as b,
      case when is_forward then dst_port else src_port end as b_port
    from (select *, src < dst or (src = dst and src_port <= dst_port) as is_forward from hourly_parts) ordered
  ) parts
  ${groupByFirst(columns)}`;
}

/** Returns the sums of a counter in the direction from a to b, and in the direction from b to a. */
function sums(counter: string): string {
  return `sum(case when is_forward then ${counter}_out_part else ${counter}_in_part end) as ${counter}_ab,
    sum(case when is_forward then ${counter}_in_part else ${counter}_out_part end) as ${counter}_ba`;
}

function flag(name: string, condition: string): string {
  return `max(case when ${condition} then 1 else 0 end) as ${name}`;
}

/** Returns a flag of each end: by one condition for records in which it is the source, by another for the others. */
function ofEachEnd(name: string, asSource: string, asDestination: string): string {
  return [
    flag(`a_${name}`, `(is_forward and ${asSource}) or (not is_forward and ${asDestination})`),
    flag(`b_${name}`, `(not is_forward and ${asSource}) or (is_forward and ${asDestination})`),
  ].join(',\n    ');
}
