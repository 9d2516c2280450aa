import { INTERNAL_V4, INTERNAL_V6 } from '../../flows/internal-networks';
import { NTA_IP_DETAILS, NTA_NET_ANALYTICS } from '../log-tables';

export const FLOWS_ALONE = [NTA_NET_ANALYTICS.name];
export const FLOWS_AND_ADDRESSES = [NTA_NET_ANALYTICS.name, NTA_IP_DETAILS.name];

/** Rows that are flows; the others are the service's own. Their spelling differs in documentation. */
export const FLOWS = `${NTA_NET_ANALYTICS.name}
| where SubType =~ "FlowLog"`;

/** Both spellings that documentation has. */
export const IS_ACCEPTED = 'FlowStatus in~ ("Allowed", "A")';
export const IS_REJECTED = 'FlowStatus in~ ("Denied", "D")';

/** In the words of the table of flows. */
export const ACTION = `case(${IS_ACCEPTED}, "accept", ${IS_REJECTED}, "reject", FlowStatus)`;
export const DIRECTION =
  'case(FlowDirection in~ ("Inbound", "I"), "ingress", FlowDirection in~ ("Outbound", "O"), "egress", FlowDirection)';
/** The number of IANA; rows have T and U. */
export const PROTOCOL = 'case(L4Protocol =~ "T", int(6), L4Protocol =~ "U", int(17), int(null))';

/**
 * Whether the side that opened a flow is outside: it is listed as a public address, or it is one that the internet
 * routes and in no subnet. The direction does not tell, because an appliance sees what goes out on its way in.
 */
export const IS_FROM_OUTSIDE =
  `isnotempty(SrcPublicIps) or (isnotempty(SrcIp) and isempty(SrcSubnet) ` +
  `and not(coalesce(ipv4_is_in_any_range(SrcIp, ${listed(INTERNAL_V4)}), false)) ` +
  `and not(coalesce(ipv6_is_in_any_range(SrcIp, ${listed(INTERNAL_V6)}), false)))`;

/**
 * Gives each row its `source`, `destination` and counters. Public ends are not in SrcIp and DestIp: a row lists all
 * of them that are alike, `address|started|ended|packets out|packets in|bytes out|bytes in` with spaces between, and
 * becomes as many rows here. Where there is only one, the counters of the row are its own.
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
 * Leaves out the address from which Azure itself probes and configures machines: it is in no subnet, and not of the
 * internet. Source: Azure Virtual Network documentation, "What is IP address 168.63.129.16?".
 */
export const WITHOUT_PLATFORM = '| where source != "168.63.129.16"';

/** What is known of public addresses, one row each; regions of Azure are no countries. */
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

/** What was measured, in the columns that all rankings share. */
export const MEASURES = `bytes_out = sum(bytes_out),
    bytes_in = sum(bytes_in),
    packets_out = sum(packets_out),
    records = count()`;

export const SEEN = `first_seen = min(FlowStartTime),
    last_seen = max(FlowEndTime)`;

export const VERDICTS = `accepted = countif(${IS_ACCEPTED}),
    rejected = countif(${IS_REJECTED})`;

export const ALL_BYTES = 'coalesce(bytes_out, 0) + coalesce(bytes_in, 0)';

/** What `about` says of them. */
export const WHAT_A_RECORD_IS =
  'A record is a row of Traffic Analytics, which adds up all flows of an interval that have the same ends, ' +
  'destination port, protocol, direction and rule.';
export const SEEN_TWICE = 'A flow that is logged at both of its ends counts at each.';
export const NO_PLATFORM = 'The address of the platform of Azure, 168.63.129.16, is left out.';

/** The first of an answer, in a total order. */
export function first(limit: number, order: string, ...keys: readonly string[]): string {
  return `| order by ${[order, ...keys.map((key) => `${key} asc`)].join(', ')}
| take ${limit}`;
}

function listed(networks: readonly string[]): string {
  return networks.map((network) => `"${network}"`).join(', ');
}
