import { INTERNAL_V4, INTERNAL_V6 } from '../../../flows/internal-networks';
import { NTA_IP_DETAILS, NTA_NET_ANALYTICS } from '../../log-tables';

/** Tables of Traffic Analytics that queries read. */
export const FLOWS_TABLE = [NTA_NET_ANALYTICS.name];
export const FLOWS_AND_ADDRESSES = [NTA_NET_ANALYTICS.name, NTA_IP_DETAILS.name];

/** Rows of flows. The other rows are internal to the service. The documentation spells the subtype in two ways. */
export const FLOWS = `${NTA_NET_ANALYTICS.name}
| where SubType =~ "FlowLog"`;

/** The documentation has both spellings. */
export const IS_ACCEPTED = 'FlowStatus in~ ("Allowed", "A")';
export const IS_REJECTED = 'FlowStatus in~ ("Denied", "D")';

/** Verdict and direction with the values of the table `flows`. */
export const ACTION = `case(${IS_ACCEPTED}, "accept", ${IS_REJECTED}, "reject", FlowStatus)`;
export const DIRECTION =
  'case(FlowDirection in~ ("Inbound", "I"), "ingress", FlowDirection in~ ("Outbound", "O"), "egress", FlowDirection)';
/** IANA number of the protocol. Rows have T and U. */
export const PROTOCOL = 'case(L4Protocol =~ "T", int(6), L4Protocol =~ "U", int(17), int(null))';

/**
 * Condition for flows whose opener is outside: a listed public address, or an address that the internet routes and
 * that is in no subnet. The direction is no evidence, because an appliance receives outgoing traffic as inbound.
 */
export const IS_FROM_OUTSIDE =
  `isnotempty(SrcPublicIps) or (isnotempty(SrcIp) and isempty(SrcSubnet) ` +
  `and not(coalesce(ipv4_is_in_any_range(SrcIp, ${listed(INTERNAL_V4)}), false)) ` +
  `and not(coalesce(ipv6_is_in_any_range(SrcIp, ${listed(INTERNAL_V6)}), false)))`;

/**
 * Adds `source`, `destination`, and counters to each row. SrcIp and DestIp do not contain public addresses: a row
 * lists all public addresses with equal other columns, as `address|started|ended|packets out|packets in|bytes out|bytes in`
 * separated by spaces. The expression returns one row for each. If there is only one, it has the counters of the row.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation" and "Use queries in
 * traffic analytics".
 */
export const EACH_ADDRESS = `| extend
    sources = iff(isempty(SrcIp), split(trim(@"\\s+", SrcPublicIps), " "), pack_array(SrcIp)),
    destinations = iff(isempty(DestIp), split(trim(@"\\s+", DestPublicIps), " "), pack_array(DestIp))
| mv-expand source_entry = sources to typeof(string)
| mv-expand destination_entry = destinations to typeof(string)
| extend own = case(
    array_length(sources) > 1, split(source_entry, "|"),
    array_length(destinations) > 1, split(destination_entry, "|"),
    dynamic(null))
| extend
    source = tostring(split(source_entry, "|")[0]),
    destination = tostring(split(destination_entry, "|")[0]),
    dst_port = DestPort,
    protocol = ${PROTOCOL},
    packets_out = iff(isnull(own), PacketsSrcToDest, tolong(own[3])),
    packets_in = iff(isnull(own), PacketsDestToSrc, tolong(own[4])),
    bytes_out = iff(isnull(own), BytesSrcToDest, tolong(own[5])),
    bytes_in = iff(isnull(own), BytesDestToSrc, tolong(own[6]))`;

/**
 * Omits the address from which Azure probes and configures machines. It is in no subnet and not on the internet.
 * Source: Azure Virtual Network documentation, "What is IP address 168.63.129.16?".
 */
export const WITHOUT_PLATFORM = '| where source != "168.63.129.16"';

/** Details of public addresses, one row for each. Azure regions are not countries. */
export const ADDRESSES = `let addresses = ${NTA_IP_DETAILS.name}
| where isnotempty(Ip)
| summarize
    threats = make_set_if(ThreatType, isnotempty(ThreatType)),
    arg_max(TimeGenerated, Location, FlowType)
    by Ip
| project
    address = Ip,
    threat_type = strcat_array(array_sort_asc(threats), ", "),
    country = iff(FlowType == "AzurePublic", "", Location);`;

/** The rule of a row. Older rows have the rule of an NSG only in a column of its own. */
export const RULE_OF_ROW = 'rule = iff(isempty(AclRule), NsgRule, AclRule)';

/** The measures that rankings share. */
export const MEASURES = `bytes_out = sum(bytes_out),
    bytes_in = sum(bytes_in),
    packets_out = sum(packets_out),
    records = count()`;

export const SEEN = `first_seen = min(FlowStartTime),
    last_seen = max(FlowEndTime)`;

export const VERDICTS = `accepted = countif(${IS_ACCEPTED}),
    rejected = countif(${IS_REJECTED})`;

export const ALL_BYTES = 'coalesce(bytes_out, 0) + coalesce(bytes_in, 0)';

/** Sentences of descriptions. */
export const RECORD_NOTE =
  'A record is a row of Traffic Analytics, which aggregates all flows of an interval with the same source, ' +
  'destination, destination port, protocol, direction, and rule.';
export const PLATFORM_NOTE = 'The Azure platform address 168.63.129.16 is omitted.';

/** Returns the operators that keep the first rows in a total order. */
export function first(limit: number, order: string, ...keys: readonly string[]): string {
  return `| order by ${[order, ...keys.map((key) => `${key} asc`)].join(', ')}
| take ${limit}`;
}

function listed(networks: readonly string[]): string {
  return networks.map((network) => `"${network}"`).join(', ');
}
