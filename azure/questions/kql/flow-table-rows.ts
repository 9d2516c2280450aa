import { QuestionFilter } from '../../../flows/questions/filters';
import { MOST_MILLISECONDS } from '../../../flows/relations/hourly-parts';
import { DISTINCT_FLOWS, FLOW_TABLE_NAME } from '../../ingestion/flow-table';
import { isSelected } from './filters';
import { isSpecialPurpose } from './networks';

/** The table that the normalizer writes. */
export const FLOW_TABLE = [FLOW_TABLE_NAME];

/** Types of interfaces of NAT gateways. */
enum Gateway {
  ZONAL = 'nat_gateway',
  /** Has no address in the VPC: a record has the client and the server, or the public address and the server. */
  REGIONAL = 'regional_nat_gateway',
}

const isAt = (gateway: Gateway) => `interface_type == "${gateway}"`;

/**
 * The leg of a NAT gateway to the internet: its bytes are those of the leg to the client. Rejected packets are in no other
 * leg.
 */
const IS_TRANSLATED = `case(
    action == "reject", false,
    ${isAt(Gateway.ZONAL)}, isnotempty(pkt_src_addr) and pkt_src_addr == src_addr and isnotempty(pkt_dst_addr) and pkt_dst_addr == dst_addr,
    ${isAt(Gateway.REGIONAL)}, not(${isSpecialPurpose('src_addr')}) and not(${isSpecialPurpose('dst_addr')}),
    false)`;

/** The end of the record that is the logged interface. A gateway and an appliance are no end of their packets. */
const OWN = `case(
      log_type == "tgw" or ${isAt(Gateway.REGIONAL)}, "",
      direction == "egress" and src_addr == src, "src",
      direction == "ingress" and dst_addr == dst, "dst",
      "")`;

/** A NAT gateway passes on connections that its clients open, and opens those of its own address. */
const GATEWAY_OPENER = `case(
      next_hop_interface_type in ("${Gateway.ZONAL}", "${Gateway.REGIONAL}") and direction == "egress", "src",
      ${isAt(Gateway.REGIONAL)}, iff(${isSpecialPurpose('src_addr')}, "src", "dst"),
      not(${isAt(Gateway.ZONAL)}), "",
      direction == "ingress" and isnotempty(pkt_dst_addr) and dst_addr != pkt_dst_addr, "src",
      direction == "egress" and isnotempty(pkt_src_addr) and src_addr != pkt_src_addr, "dst",
      direction == "egress" and isnotempty(pkt_src_addr), "src",
      direction == "ingress" and isnotempty(pkt_src_addr), "dst",
      "")`;

/** Rows with the name of the logged interface. */
const ROWS = `let rows = materialize(${DISTINCT_FLOWS}
| where isnotempty(src_addr)
| extend interface = case(isnotempty(mac_address), mac_address, isnotempty(interface_id), interface_id, isnotempty(tgw_attachment_id), tgw_attachment_id, resource_id));
`;

/**
 * Declares `records`: the two ends of each record, the end of the logged interface (`own`), and the time to which the
 * counters belong (`since` to `until`).
 *
 * An AWS record covers its window. An Azure tuple covers the time since the previous tuple of its flow at the same network
 * card, at most 5 minutes.
 */
const RECORDS = `let records = rows
| where not(${IS_TRANSLATED})
| extend
    src = iff(isempty(pkt_src_addr), src_addr, pkt_src_addr),
    dst = iff(isempty(pkt_dst_addr), dst_addr, pkt_dst_addr),
    src_port = coalesce(src_port, 0),
    dst_port = coalesce(dst_port, 0),
    is_accepted = action != "reject",
    flow = strcat_array(pack_array(cloud, account_id, flow_log_id, log_type, mac_address, direction, tostring(protocol), src_addr, tostring(src_port), dst_addr, tostring(dst_port)), " "),
    is_selected = (${isSelected(QuestionFilter.CLOUD, 'cloud')}) and (${isSelected(QuestionFilter.ACCOUNT, 'account_id')})
      and (${isSelected(QuestionFilter.NETWORK, 'network_id')}) and (${isSelected(QuestionFilter.INTERFACE, 'interface')})
      and (${isSelected(QuestionFilter.FLOW_LOG, 'flow_log_id')})
| extend own = ${OWN}, gateway_opener = ${GATEWAY_OPENER}
| order by flow asc, start_time asc, ['source'] asc, source_row asc
| extend previous = iff(prev(flow, 1, "") == flow, prev(start_time, 1, datetime(null)), datetime(null))
| extend
    since = case(cloud != "azure", start_time, isnotnull(previous) and previous > start_time - 5m, previous, start_time - 5m),
    until = iff(cloud == "azure", start_time, coalesce(end_time, start_time));
`;

const COUNTERS = ['packets_out', 'bytes_out', 'packets_in', 'bytes_in'];

/**
 * Declares `hourly_parts`: the parts of `records` in each UTC hour. The counters of accepted records are split by time.
 * The share of an hour is the rounded-down sum until its end minus that until its start, so that the shares add up
 * exactly. The record itself counts in the hour of its time (`is_counted`).
 */
const HOURLY_PARTS = `let hourly_parts = records
| extend first_hour = bin(since, 1h), duration = datetime_diff("millisecond", until, since)
| extend later_hours = datetime_diff("hour", bin(max_of(start_time, until - 1ms), 1h), first_hour)
| extend later_hours = iff(duration between (0 .. ${MOST_MILLISECONDS}), later_hours, 0)
| extend places = range(0, later_hours, 1)
| mv-expand place = places to typeof(long)
| extend hour = first_hour + place * 1h
| where later_hours == 0 or hour == bin(start_time, 1h) or (is_accepted and (isnotnull(bytes_out) or isnotnull(bytes_in)))
| extend
    is_counted = isnull(start_time) or hour == bin(start_time, 1h),
    time_before = datetime_diff("millisecond", hour, since),
    time_with = datetime_diff("millisecond", hour + 1h, since)
| extend
    ${COUNTERS.map((counter) => `${counter}_part = ${share(counter)}`).join(',\n    ')};
`;

/** Statements that declare `rows`, `records` and `hourly_parts`. */
export const PARTS = `${ROWS}${RECORDS}${HOURLY_PARTS}`;

function share(counter: string): string {
  const until = (time: string) =>
    `${counter} / duration * ${time} + (${counter} % duration) * ${time} / duration`;
  return (
    `case(not(is_accepted), long(null), later_hours == 0, ${counter}, ` +
    `iff(place == later_hours, ${counter}, ${until('time_with')}) - iff(place == 0, 0, ${until('time_before')}))`
  );
}
