import { QuestionFilter } from '../../../flows/questions/filters';
import { DIRECTION, EACH_FLOW, FLOWS } from './analytics-rows';
import { isSelected } from './filters';
import { isAddressSelected, isPortSelected, SELECTED_NETWORKS } from './networks';

const FLOW =
  'hour, interface, direction, client, server, server_port, protocol, client_network, server_network';

/**
 * Statements that declare `interface_hours`: the allowed bytes of each card and hour. Several flow logs of a card count
 * once: each flow by the largest sum of a flow log.
 */
export const INTERFACE_HOURS = `${SELECTED_NETWORKS}let interface_hours = ${FLOWS}
| where isnotempty(MacAddress)
${EACH_FLOW}
| where (${isSelected(QuestionFilter.INTERFACE, 'MacAddress')}) and (${isSelected(QuestionFilter.FLOW_LOG, 'FlowLogResourceId')})
| where ${isAddressSelected('client', 'server')}
| where ${isPortSelected('server_port')}
| extend
    account_id = iff(direction == "egress" and isnotempty(client_account) or isempty(server_account), client_account, server_account),
    network_id = iff(direction == "egress" and isnotempty(client_network) or isempty(server_network), client_network, server_network)
| where (${isSelected(QuestionFilter.ACCOUNT, 'account_id')}) and (${isSelected(QuestionFilter.NETWORK, 'network_id')})
| summarize bytes = sumif(coalesce(bytes_to_server, 0) + coalesce(bytes_to_client, 0), is_accepted)
    by ${FLOW.replace('interface', 'interface = MacAddress')}, account_id, network_id, flow_log = FlowLogResourceId
| summarize bytes = max(bytes) by ${FLOW}, account_id, network_id
| summarize bytes = sum(bytes) by account_id, network_id, interface, hour
| extend cloud = "azure";
`;

/** A query for the logged hours of each subscription: the hours in which a record of any verdict begins. */
export const LOGGED_HOURS = `${FLOWS}
| extend direction = ${DIRECTION}
| project cloud = "azure", account_id = tolower(iff(direction == "egress" and isnotempty(SrcSubscription) or isempty(DestSubscription), SrcSubscription, DestSubscription)), hour = bin(FlowStartTime, 1h)`;
