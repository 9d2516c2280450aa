import { QuestionFilter } from '../../../flows/questions/filters';
import { EACH_FLOW, FLOWS } from './analytics-rows';
import { isSelected } from './filters';
import {
  INTERNAL_NETWORKS,
  isAddressSelected,
  isInternal,
  isPortSelected,
  SELECTED_NETWORKS,
} from './networks';

const TUPLE = 'client, server, server_port, protocol';
const NETWORKS = 'client_network, server_network';

/** Counters of a flow. The largest sum of a point is that of the flow. */
const VOLUMES = ['bytes_to_server', 'bytes_to_client', 'packets_to_server', 'packets_to_client'];
const COUNTS = ['connections', 'rejected_connections', 'accepted_records', 'rejected_records'];

/** The ends that a row shows to be a logged card. A card on the path of a routed flow has neither. */
const LOGGED_END =
  'case(coalesce(IsFlowCapturedAtUdrHop, false), "", direction == "ingress", "server", direction == "egress", "client", "")';

const own = (part: 'account' | 'network') =>
  `iff(direction == "egress" and isnotempty(client_${part}) or isempty(server_${part}), client_${part}, server_${part})`;

/** Options of `analyticsConnections`. */
export interface AnalyticsConnections {
  /**
   * Condition for the rows.
   *
   * @default - accepted and rejected flows
   */
  readonly where?: string;
  /**
   * Further keys of a flow, as `name = expression`.
   *
   * @default - none
   */
  readonly by?: readonly string[];
}

/**
 * Returns statements that declare `connections`: a row for each hour and flow, from the rows of Traffic Analytics.
 *
 * A flow has a source, a destination, a destination port, and a protocol. The service adds up the source ports. Rows are
 * summed by flow log, card, and direction first. The flow has the largest of these sums. Equal addresses of different
 * networks are different flows. A row without a network belongs to the flow of the only network, if there is one.
 */
export function analyticsConnections({ where, by = [] }: AnalyticsConnections = {}): string {
  const extra = by.map((key) => `, ${key}`).join('');
  const extraNames = by.map((key) => `, ${key.split(' = ')[0]}`).join('');
  return `${SELECTED_NETWORKS}${INTERNAL_NETWORKS}let observed = materialize(${FLOWS}${where === undefined ? '' : `\n| where ${where}`}
${EACH_FLOW}
| extend
    logged_end = ${LOGGED_END},
    is_selected = (${isSelected(QuestionFilter.ACCOUNT, own('account'))}) and (${isSelected(QuestionFilter.NETWORK, own('network'))})
      and (${isSelected(QuestionFilter.INTERFACE, 'MacAddress')}) and (${isSelected(QuestionFilter.FLOW_LOG, 'FlowLogResourceId')})
| summarize
    connections = sumif(flow_count, is_accepted),
    rejected_connections = sumif(flow_count, is_rejected),
    accepted_records = countif(is_accepted),
    rejected_records = countif(is_rejected),
${VOLUMES.map((volume) => `    ${volume} = iff(countif(is_accepted and isnotnull(${volume})) == 0, long(null), sumif(${volume}, is_accepted))`).join(',\n')},
    first_seen = min(FlowStartTime),
    last_seen = max(FlowEndTime),
    country = max(Country),
    malicious_records = countif(FlowType == "MaliciousFlow"),
    is_selected = max(toint(is_selected))
    by hour, ${TUPLE}, ${NETWORKS}, client_account, server_account, flow_log = FlowLogResourceId, point = MacAddress, direction, logged_end${extra});
let stated = observed
| summarize
    client_networks = make_set_if(client_network, isnotempty(client_network)),
    server_networks = make_set_if(server_network, isnotempty(server_network))
    by ${TUPLE};
let connections = observed
| lookup kind=leftouter stated on ${TUPLE}
| extend
    client_network = iff(isempty(client_network) and array_length(client_networks) == 1, tostring(client_networks[0]), client_network),
    server_network = iff(isempty(server_network) and array_length(server_networks) == 1, tostring(server_networks[0]), server_network)
| summarize
${[...COUNTS, ...VOLUMES].map((measure) => `    ${measure} = max(${measure})`).join(',\n')},
    first_seen = min(first_seen),
    last_seen = max(last_seen),
    country = max(country),
    malicious_records = max(malicious_records),
    is_selected = max(is_selected),
    client_account = max(client_account),
    server_account = max(server_account),
    server_points = make_set_if(point, logged_end == "server"),
    client_points = make_set_if(point, logged_end == "client"),
    points = make_set(point)
    by hour, ${TUPLE}, ${NETWORKS}${extraNames}
| where is_selected == 1
| where ${isAddressSelected('client', 'server')}
| where ${isPortSelected('server_port')}
| extend at_server = array_length(server_points) > 0, at_client = array_length(client_points) > 0
| extend is_of_client = isnotempty(client_account) and not(at_server and isnotempty(server_account)) and (at_client or isempty(server_account))
| extend
    cloud = "azure",
    account_id = iff(is_of_client, client_account, server_account),
    network_id = iff(is_of_client, client_network, server_network),
    interface = tostring(array_sort_asc(case(at_server, server_points, at_client, client_points, points))[0]),
    opener = "record",
    reached = accepted_records > 0,
    answered = coalesce(bytes_to_client, 0) > 0,
    client_is_outside = isnotempty(client) and isempty(client_network) and not(${isInternal('client')}),
    server_is_outside = isnotempty(server) and isempty(server_network) and not(${isInternal('server')});
`;
}
