import { NTA_IP_DETAILS } from '../../log-tables';

/** Declares `addresses`: the details of public addresses, one row for each. Azure regions are not countries. */
export const ADDRESSES = `let addresses = ${NTA_IP_DETAILS.name}
| where isnotempty(Ip)
| summarize
    threats = make_set_if(ThreatType, isnotempty(ThreatType)),
    arg_max(TimeGenerated, Location, FlowType)
    by Ip
| project
    outside_address = Ip,
    details_threat = strcat_array(array_sort_asc(threats), ", "),
    details_country = iff(FlowType == "AzurePublic", "", Location);
`;

/**
 * Adds country and threat of the outside end to rows of `connections`. If both ends are outside, it is the source. Traffic
 * Analytics names the threat only of flows that it classifies as malicious.
 */
export const WITH_DETAILS = `| extend outside_address = case(client_is_outside, client, server_is_outside, server, "")
| lookup kind=leftouter addresses on outside_address
| extend outside_country = iff(isempty(country), details_country, country)
| extend
    source_country = iff(client_is_outside, outside_country, ""),
    destination_country = iff(client_is_outside, "", outside_country),
    threat_type = case(malicious_records == 0, "", isempty(details_threat), "unknown", details_threat)`;

/** Condition for connections from outside to addresses of ours. */
export const IS_INBOUND = 'client_is_outside and not(server_is_outside)';

/** Sentence of a description. */
export const DETAILS_NOTE =
  'Country and threat are those of Traffic Analytics. The country is blank for Azure addresses. The threat is ' +
  '`unknown` until the details of the address have arrived.';
