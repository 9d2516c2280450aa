import { NTA_IP_DETAILS, NTA_NET_ANALYTICS, VM_CONNECTION } from '../log-tables';
import { EACH_FLOW, FLOWS } from '../questions/kql/analytics-rows';
import { isSpecialPurpose, SPECIAL_NETWORKS } from '../questions/kql/networks';

/**
 * The query of a log search alert on traffic with malicious addresses. It returns one row per address and threat type. The
 * alert fires on every row, and address and threat type are its dimensions.
 */
export interface MaliciousTrafficQuery {
  /** The query without a time range. The alert adds its window. */
  readonly kql: string;
  /** Column of the public address. It is a string and never empty. */
  readonly addressColumn: string;
  /** Column of the threat type. It is a string and never empty. */
  readonly threatColumn: string;
  readonly tables: readonly string[];
  /** Description of a row and of the requirements. */
  readonly about: string;
}

/** Query of Traffic Analytics. It covers all traffic in VNet flow logs. */
export const MALICIOUS_FLOWS: MaliciousTrafficQuery = {
  addressColumn: 'RemoteIp',
  threatColumn: 'ThreatType',
  tables: [NTA_NET_ANALYTICS.name, NTA_IP_DETAILS.name],
  about:
    'Addresses that Traffic Analytics classifies as malicious, with each of their threat types (`unknown` until the ' +
    'details have arrived), for allowed and denied flows in both directions. Requires VNet flow logs with Traffic ' +
    'Analytics.',
  kql: `${SPECIAL_NETWORKS}let threats = ${NTA_IP_DETAILS.name}
| where isnotempty(Ip) and isnotempty(ThreatType)
| distinct Ip, ThreatType;
${FLOWS}
| where FlowType == "MaliciousFlow"
${EACH_FLOW}
| extend RemoteIp = iff(isempty(SrcSubnet) and not(${isSpecialPurpose('client')}), client, server)
| lookup kind=leftouter threats on $left.RemoteIp == $right.Ip
| summarize
    Directions = ${joined('FlowDirection')},
    Verdicts = ${joined('FlowStatus')},
    Targets = count_distinct(TargetResourceId),
    Records = count(),
    Bytes = sum(coalesce(bytes_to_server, 0) + coalesce(bytes_to_client, 0)),
    FirstSeen = min(FlowStartTime),
    LastSeen = max(FlowEndTime)
    by RemoteIp = ${known('RemoteIp')}, ThreatType = ${known('ThreatType')}
| order by Records desc, RemoteIp asc, ThreatType asc`,
};

/** Query of VM insights, for machines with the Dependency agent. The table is being retired: see its `retirement`. */
export const MALICIOUS_CONNECTIONS: MaliciousTrafficQuery = {
  addressColumn: 'RemoteIp',
  threatColumn: 'IndicatorThreatType',
  tables: [VM_CONNECTION.name],
  about:
    'Addresses with a threat indicator to or from which machines with the Dependency agent of VM insights have ' +
    'connections. Requires VM insights with the map.',
  kql: `${VM_CONNECTION.name}
| where isnotempty(IndicatorThreatType)
| summarize
    Severity = max(Severity),
    Directions = ${joined('Direction')},
    Computers = count_distinct(Computer),
    Records = count(),
    Bytes = sum(coalesce(BytesSent, 0) + coalesce(BytesReceived, 0)),
    FirstSeen = min(TimeGenerated),
    LastSeen = max(TimeGenerated)
    by RemoteIp = ${known('RemoteIp')}, IndicatorThreatType
| order by Records desc, RemoteIp asc, IndicatorThreatType asc`,
};

/** The distinct values of a group, sorted, so that every run returns the same text. */
function joined(column: string): string {
  return `strcat_array(array_sort_asc(make_set(${column})), ", ")`;
}

/** Replaces an empty value, because Azure omits empty dimensions from the text of an alert. */
function known(column: string): string {
  return `iff(isempty(${column}), "unknown", ${column})`;
}
