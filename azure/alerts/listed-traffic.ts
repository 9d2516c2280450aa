import { SIGHTING_KIND } from '../../flows/enrichment/sighting-line';
import { APP_TRACES } from '../log-tables';
import type { MaliciousTrafficQuery } from './malicious-traffic';

/**
 * Query of traffic with addresses in the threat lists of a normalizer. It reads the lines that the function logs, one for
 * each address, direction and verdict in an increment. If an increment is written again, its latest lines count.
 *
 * @param functionName - name of the function, which is its role name in Application Insights
 */
export function listedTraffic(functionName: string): MaliciousTrafficQuery {
  return {
    addressColumn: 'RemoteIp',
    threatColumn: 'ThreatType',
    tables: [APP_TRACES.name],
    about:
      'Addresses in the threat lists of the normalizer, with each of their threat types, for allowed and denied flows in ' +
      'both directions. The column threat_source of the table flows ' +
      'names the list. Requires a normalizer with enrichment and Application Insights.',
    kql: `${APP_TRACES.name}
| where AppRoleName =~ "${functionName}" and Message has "${SIGHTING_KIND}"
| extend line = parse_json(Message)
| where tostring(line.kind) == "${SIGHTING_KIND}"
| extend RemoteIp = tostring(line.address), ThreatType = tostring(line.type)
| where isnotempty(RemoteIp)
| where isnotempty(ThreatType)
| extend Increment = tostring(line.increment), Direction = tostring(line.direction), Verdict = tostring(line.action)
| summarize arg_max(TimeGenerated, line) by Increment, RemoteIp, ThreatType, Direction, Verdict
| summarize
    Directions = ${joined('direction')},
    Verdicts = ${joined('action')},
    Networks = ${joinedLists('networks')},
    Subscriptions = ${joinedLists('accounts')},
    Lists = ${joined('source')},
    Records = sum(tolong(line.rows)),
    Bytes = sum(coalesce(tolong(line.bytes), 0)),
    FirstSeen = min(todatetime(line["first"])),
    LastSeen = max(todatetime(line["last"]))
    by RemoteIp, ThreatType
| order by Records desc, RemoteIp asc, ThreatType asc`,
  };
}

/** The distinct values of a member of the lines, sorted. */
function joined(member: string): string {
  return `strcat_array(array_sort_asc(make_set(tostring(line["${member}"]))), ", ")`;
}

/** The distinct lists of values of a member of the lines. */
function joinedLists(member: string): string {
  return `strcat_array(array_sort_asc(make_set(strcat_array(line["${member}"], ", "))), "; ")`;
}
