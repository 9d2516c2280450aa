import type { CorpusApp, CorpusAzureFlowLog } from './corpus-app';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';
const NETWORK_GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/network`;
export const WATCHER = 'NetworkWatcher_westeurope';
export const WATCHER_GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/NetworkWatcherRG`;
const WORKSPACE = `${NETWORK_GROUP}/providers/Microsoft.OperationalInsights/workspaces/central`;

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/**
 * Returns the template that `bicep build` writes for the app: the flow logs are in a module, because network watchers are in
 * another resource group.
 */
export function armTemplateOf(app: CorpusApp): object {
  const { azureFlowLogs = [] } = app;
  return {
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    metadata: { _generator: { name: 'bicep', version: '0.36.1.42791', templateHash: '1234567890' } },
    parameters: { location: { type: 'string', defaultValue: '[resourceGroup().location]' } },
    resources: [
      ...networksOf(app).map(({ id, type, properties }) => ({
        type,
        apiVersion: '2024-05-01',
        name: id,
        location: "[parameters('location')]",
        properties,
      })),
      ...(app.storageAccounts ?? []).map(({ name }) => ({
        type: 'Microsoft.Storage/storageAccounts',
        apiVersion: '2024-01-01',
        name,
        location: "[parameters('location')]",
        ...ACCOUNT,
      })),
      ...(app.storageAccounts ?? []).flatMap(({ name, lifecycleDays }) =>
        lifecycleDays === undefined ? [] : [managementPolicy(name, lifecycleDays)],
      ),
      ...(azureFlowLogs.length === 0 ? [] : [flowLogsModule(app, azureFlowLogs)]),
    ],
  };
}

const ACCOUNT = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties: {} };

function managementPolicy(account: string, days: number): object {
  return {
    type: 'Microsoft.Storage/storageAccounts/managementPolicies',
    apiVersion: '2024-01-01',
    name: `[format('{0}/{1}', '${account}', 'default')]`,
    ...lifecycleProperties(days),
    dependsOn: [`[resourceId('Microsoft.Storage/storageAccounts', '${account}')]`],
  };
}

function lifecycleProperties(days: number): object {
  const baseBlob = { delete: { daysAfterModificationGreaterThan: days } };
  return {
    properties: {
      policy: {
        rules: [
          {
            name: 'keep',
            enabled: true,
            type: 'Lifecycle',
            definition: { actions: { baseBlob }, filters: { blobTypes: ['blockBlob'] } },
          },
        ],
      },
    },
  };
}

function networksOf({ virtualNetworks = [], securityGroups = [] }: CorpusApp) {
  return [
    ...virtualNetworks.map((id) => ({
      id,
      type: 'Microsoft.Network/virtualNetworks',
      properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } },
    })),
    ...securityGroups.map((id) => ({ id, type: 'Microsoft.Network/networkSecurityGroups', properties: {} })),
  ];
}

function flowLogsModule(app: CorpusApp, flowLogs: readonly CorpusAzureFlowLog[]): object {
  const nameOf = (account: string) => app.storageAccounts?.find(({ id }) => id === account)?.name;
  const ids = flowLogs.flatMap(({ id, virtualNetwork, securityGroup, storageAccount }) => [
    [
      `targetOf${id}`,
      virtualNetwork === undefined
        ? `[resourceId('Microsoft.Network/networkSecurityGroups', '${securityGroup}')]`
        : `[resourceId('Microsoft.Network/virtualNetworks', '${virtualNetwork}')]`,
    ],
    [`storageOf${id}`, `[resourceId('Microsoft.Storage/storageAccounts', '${nameOf(storageAccount)}')]`],
  ]);
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'flowLogs',
    resourceGroup: 'NetworkWatcherRG',
    properties: {
      expressionEvaluationOptions: { scope: 'inner' },
      mode: 'Incremental',
      parameters: {
        location: { value: "[parameters('location')]" },
        ...Object.fromEntries(ids.map(([name, value]) => [name, { value }])),
      },
      template: {
        $schema: SCHEMA,
        contentVersion: '1.0.0.0',
        parameters: Object.fromEntries(
          ['location', ...ids.map(([name]) => name as string)].map((name) => [name, { type: 'string' }]),
        ),
        variables: { watcher: WATCHER },
        resources: flowLogs.map((flowLog) => ({
          type: 'Microsoft.Network/networkWatchers/flowLogs',
          apiVersion: '2024-05-01',
          name: `[format('{0}/{1}', variables('watcher'), '${flowLog.id}')]`,
          location: "[parameters('location')]",
          properties: flowLogProperties(
            flowLog,
            `[parameters('targetOf${flowLog.id}')]`,
            `[parameters('storageOf${flowLog.id}')]`,
          ),
        })),
      },
    },
  };
}

/** Returns the properties of a flow log in the form of the Azure REST API. */
export function flowLogProperties(
  { enabled, version, retentionDays, analyticsMinutes, filter }: CorpusAzureFlowLog,
  targetResourceId: string,
  storageId: string,
): object {
  return {
    targetResourceId,
    storageId,
    enabled,
    format: { type: 'JSON', version },
    retentionPolicy: { enabled: retentionDays > 0, days: retentionDays },
    ...(filter !== undefined && { enabledFilteringCriteria: filter }),
    ...(analyticsMinutes !== undefined && {
      flowAnalyticsConfiguration: {
        networkWatcherFlowAnalyticsConfiguration: {
          enabled: true,
          workspaceResourceId: WORKSPACE,
          trafficAnalyticsInterval: analyticsMinutes,
        },
      },
    }),
  };
}

/** Returns the result of `az deployment group what-if --no-pretty-print` for the first deployment of the app. */
export function whatIfOf(app: CorpusApp): object {
  const create = (id: string, rest: object) => {
    const [, type, name] = /providers\/(Microsoft\.\w+\/\w+)\/(.+)$/.exec(id) ?? [];
    const after = { apiVersion: '2024-05-01', id, type, name, location: 'westeurope', ...rest };
    return {
      after,
      before: null,
      changeType: 'Create',
      delta: null,
      resourceId: id,
      unsupportedReason: null,
    };
  };
  const storageId = (account: string) =>
    `${NETWORK_GROUP}/providers/Microsoft.Storage/storageAccounts/${app.storageAccounts?.find(({ id }) => id === account)?.name}`;
  return {
    changes: [
      ...networksOf(app).map(({ id, type, properties }) =>
        create(`${NETWORK_GROUP}/providers/${type}/${id}`, { properties }),
      ),
      ...(app.storageAccounts ?? []).flatMap(({ id, lifecycleDays }) => [
        create(storageId(id), ACCOUNT),
        ...(lifecycleDays === undefined
          ? []
          : [create(`${storageId(id)}/managementPolicies/default`, lifecycleProperties(lifecycleDays))]),
      ]),
      ...(app.azureFlowLogs ?? []).map((flowLog) => {
        const { id, virtualNetwork, securityGroup } = flowLog;
        const target =
          virtualNetwork === undefined
            ? `networkSecurityGroups/${securityGroup}`
            : `virtualNetworks/${virtualNetwork}`;
        return create(
          `${WATCHER_GROUP}/providers/Microsoft.Network/networkWatchers/${WATCHER}/flowLogs/${id}`,
          {
            properties: flowLogProperties(
              flowLog,
              // Azure ignores the case of ids
              `${NETWORK_GROUP}/providers/Microsoft.Network/${target}`.toLowerCase(),
              storageId(flowLog.storageAccount),
            ),
          },
        );
      }),
    ],
    error: null,
    status: 'Succeeded',
  };
}
