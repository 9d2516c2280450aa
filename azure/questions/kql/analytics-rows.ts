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

/** Direction with the values of the table `flows`. */
export const DIRECTION =
  'case(FlowDirection in~ ("Inbound", "I"), "ingress", FlowDirection in~ ("Outbound", "O"), "egress", FlowDirection)';

/** The rule of a row. Older rows have the rule of an NSG only in a column of its own. */
export const RULE = 'iff(isempty(AclRule), NsgRule, AclRule)';

/** IANA number of the protocol. Rows have T and U. */
const PROTOCOL = 'case(L4Protocol =~ "T", int(6), L4Protocol =~ "U", int(17), int(null))';

/** The network of an end as `subscription/resource group/network`, blank if the service knows no subnet of it. */
const networkOf = (end: 'Src' | 'Dest'): string =>
  `iff(isempty(${end}Subnet), "", tolower(strcat(${end}Subscription, "/", strcat_array(array_slice(split(${end}Subnet, "/"), 0, -2), "/"))))`;

/** All flows of a row. One of the four counters is not zero. */
const FLOW_COUNT = ['AllowedInFlows', 'AllowedOutFlows', 'DeniedInFlows', 'DeniedOutFlows']
  .map((counter) => `coalesce(${counter}, 0)`)
  .join(' + ');

/**
 * Adds the ends and the counters of a flow to each row. SrcIp and DestIp do not contain public addresses: a row lists all
 * public addresses with equal other columns, as
 * `address|started|ended|packets out|packets in|bytes out|bytes in` separated by spaces. The expression returns one row for
 * each. If there is only one, it has the counters of the row.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation" and "Use queries in
 * traffic analytics".
 */
export const EACH_FLOW = `| extend
    sources = iff(isempty(SrcIp), split(trim(@"\\s+", SrcPublicIps), " "), pack_array(SrcIp)),
    destinations = iff(isempty(DestIp), split(trim(@"\\s+", DestPublicIps), " "), pack_array(DestIp))
| mv-expand source_entry = sources to typeof(string)
| mv-expand destination_entry = destinations to typeof(string)
| extend own = case(
    array_length(sources) > 1, split(source_entry, "|"),
    array_length(destinations) > 1, split(destination_entry, "|"),
    dynamic(null))
| extend
    hour = bin(FlowStartTime, 1h),
    client = tostring(split(source_entry, "|")[0]),
    server = tostring(split(destination_entry, "|")[0]),
    server_port = DestPort,
    protocol = ${PROTOCOL},
    client_network = ${networkOf('Src')},
    server_network = ${networkOf('Dest')},
    client_account = tolower(SrcSubscription),
    server_account = tolower(DestSubscription),
    direction = ${DIRECTION},
    is_accepted = ${IS_ACCEPTED},
    is_rejected = ${IS_REJECTED},
    flow_count = iff(isnull(own), ${FLOW_COUNT}, tolong(own[1])),
    packets_to_server = iff(isnull(own), PacketsSrcToDest, tolong(own[3])),
    packets_to_client = iff(isnull(own), PacketsDestToSrc, tolong(own[4])),
    bytes_to_server = iff(isnull(own), BytesSrcToDest, tolong(own[5])),
    bytes_to_client = iff(isnull(own), BytesDestToSrc, tolong(own[6]))`;
