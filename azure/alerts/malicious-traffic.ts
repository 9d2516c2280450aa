import { NTA_IP_DETAILS, NTA_NET_ANALYTICS, VM_CONNECTION } from '../log-tables';
import { EACH_ADDRESS, FLOWS, IS_FROM_OUTSIDE } from '../questions/kql/expressions';

/**
 * A query for a log search alert on traffic with malicious addresses: a row for each address and type of threat, so
 * that the alert fires on any row, and tells one address from another by its dimensions.
 */
export interface MaliciousTrafficQuery {
  /** A query without bounds in time, which the window of the alert sets. */
  readonly kql: string;
  /** Column of the public address; text, and never blank. */
  readonly addressColumn: string;
  /** Column of the type of threat; text, and never blank. */
  readonly threatColumn: string;
  readonly tables: readonly string[];
  /** What a row is, and what it takes. */
  readonly about: string;
}

/** From Traffic Analytics, for all that VNet flow logs see. */
export const MALICIOUS_FLOWS: MaliciousTrafficQuery = {
  addressColumn: 'RemoteIp',
  threatColumn: 'ThreatType',
  tables: [NTA_NET_ANALYTICS.name, NTA_IP_DETAILS.name],
  about:
    'Addresses that Traffic Analytics calls malicious, with each type of threat that they are known for (`unknown` ' +
    'where their details are not there yet), let through or not, in both directions. Takes VNet flow logs with ' +
    'Traffic Analytics.',
  kql: `let threats = ${NTA_IP_DETAILS.name}
| where isnotempty(Ip) and isnotempty(ThreatType)
| distinct Ip, ThreatType;
${FLOWS}
| where FlowType == "MaliciousFlow"
${EACH_ADDRESS}
| extend RemoteIp = iff(${IS_FROM_OUTSIDE}, source, destination)
| lookup kind=leftouter threats on $left.RemoteIp == $right.Ip
| summarize
    Directions = ${joined('FlowDirection')},
    Verdicts = ${joined('FlowStatus')},
    Targets = count_distinct(TargetResourceId),
    Records = count(),
    Bytes = sum(coalesce(bytes_out, 0) + coalesce(bytes_in, 0)),
    FirstSeen = min(FlowStartTime),
    LastSeen = max(FlowEndTime)
    by RemoteIp = ${known('RemoteIp')}, ThreatType = ${known('ThreatType')}
| order by Records desc, RemoteIp asc, ThreatType asc`,
};

/** From VM insights, for machines that have its Dependency agent. The table ends: see its `retirement`. */
export const MALICIOUS_CONNECTIONS: MaliciousTrafficQuery = {
  addressColumn: 'RemoteIp',
  threatColumn: 'IndicatorThreatType',
  tables: [VM_CONNECTION.name],
  about:
    'Addresses with a threat indicator that machines with the Dependency agent of VM insights connect to or are ' +
    'connected from. Takes VM insights with its map.',
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

/** Different values of a group, in an order that does not change from run to run. */
function joined(column: string): string {
  return `strcat_array(array_sort_asc(make_set(${column})), ", ")`;
}

/** A dimension that is blank would be left out of the alert's text. */
function known(column: string): string {
  return `iff(isempty(${column}), "unknown", ${column})`;
}
