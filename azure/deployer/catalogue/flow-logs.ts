import type { CoveredType } from '../covered-type';
import { managed, operations, PAGES } from '../source';

const WATCHER = 'Microsoft.Network/networkWatchers';
const ACCOUNT = 'Microsoft.Storage/storageAccounts';
const WORKSPACE = 'Microsoft.OperationalInsights/workspaces';

/** Status of an asynchronous operation, which the provider polls. */
export const NETWORK_OPERATIONS = operations(
  'Microsoft.Network/locations',
  'operations/read',
  'operationResults/read',
);

/** What Traffic Analytics reads in the subscription of the flow log to describe flows. */
const TOPOLOGY = [
  'applicationGateways',
  'connections',
  'expressRouteCircuits',
  'loadBalancers',
  'localNetworkGateways',
  'networkInterfaces',
  'networkSecurityGroups',
  'publicIPAddresses',
  'routeTables',
  'virtualNetworkGateways',
  'virtualNetworks',
].map((type) => `Microsoft.Network/${type}/read`);

const WORKSPACE_ID = 'traffic_analytics.workspace_resource_id';
const IS_ANALYSED = 'traffic_analytics.enabled';

/** Flow logs and network watchers. */
export const FLOW_LOGS: readonly CoveredType[] = [
  {
    type: 'azurerm_network_watcher_flow_log',
    restType: `${WATCHER}/flowLogs`,
    source: 'azurerm provider, network_watcher_flow_log_resource.go',
    actions: [`${WATCHER}/read`, ...managed(`${WATCHER}/flowLogs`)],
    onSubscription: NETWORK_OPERATIONS,
    whenSet: [
      {
        argument: 'target_resource_id',
        actions: operations(WATCHER, 'configureFlowLog/action', 'queryFlowLogStatus/action'),
        source: PAGES.NETWORK_WATCHER,
      },
    ],
    linked: [
      {
        argument: 'target_resource_id',
        types: ['microsoft.network/networksecuritygroups', 'azurerm_network_security_group'],
        actions: ['Microsoft.Network/networkSecurityGroups/write'],
        source: PAGES.NETWORK_WATCHER,
      },
      {
        argument: 'storage_account_id',
        actions: operations(
          ACCOUNT,
          'read',
          'listServiceSas/action',
          'listAccountSas/action',
          'listKeys/action',
        ),
        source: PAGES.NETWORK_WATCHER,
      },
      {
        // azurerm has no such argument: azapi and templates set it
        argument: 'identity.identity_ids',
        actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
        source: PAGES.IDENTITY,
      },
      {
        argument: 'target_resource_id',
        onlyIf: IS_ANALYSED,
        level: 'subscription',
        actions: TOPOLOGY,
        source: PAGES.NETWORK_WATCHER,
      },
      {
        argument: WORKSPACE_ID,
        onlyIf: IS_ANALYSED,
        level: 'subscription',
        actions: [
          ...operations(WORKSPACE, 'read', 'sharedKeys/action'),
          ...managed('Microsoft.Insights/dataCollectionRules'),
          ...managed('Microsoft.Insights/dataCollectionEndpoints'),
        ],
        source: PAGES.NETWORK_WATCHER,
      },
    ],
  },
  {
    type: 'azurerm_network_watcher',
    restType: WATCHER,
    source: 'azurerm provider, network_watcher_resource.go',
    actions: managed(WATCHER),
    onSubscription: NETWORK_OPERATIONS,
  },
  {
    type: 'data.azurerm_network_watcher',
    source: 'azurerm provider, network_watcher_data_source.go',
    actions: [`${WATCHER}/read`],
  },
];
