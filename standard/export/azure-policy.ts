import { DEFAULT_RETENTION_DAYS, MAX_RETENTION_DAYS } from '../../azure/flow-log/retention';
import { NETWORK_WATCHER_GROUP } from '../../azure/network-watcher';
import { azureRetentionDays } from '../apply/azure-settings';
import { DEFAULTS } from '../facts/allowed-values';
import type { Standard } from '../standard';
import type { Exported } from './telemetry-rule';

/** Built-in policies: audit virtual networks without a flow log, and deploy a flow log to them. */
const AUDIT = '4c3c6c5f-0d47-4402-99b8-aa543dd8bcee';
const DEPLOY_WITH_ANALYTICS = '3e9965dc-cc13-47ca-8259-a4252fd0cf7b';

/**
 * Exports a standard as parameters for assignments of Azure's built-in policies. Placeholders are in angle brackets.
 *
 * Source: Azure Policy built-in definitions, "Configure virtual network to enable Flow Log and Traffic Analytics" 1.1.1.
 */
export function azurePolicy(standard: Standard): Exported {
  const { azure, coverage } = standard;
  const { required, intervalMinutes = DEFAULTS.analyticsInterval } = azure.trafficAnalytics;
  const audit = { policyDefinitionId: definition(AUDIT), parameters: {} };
  const deploy = {
    policyDefinitionId: definition(DEPLOY_WITH_ANALYTICS),
    parameters: parameterValues({
      effect: 'DeployIfNotExists',
      vnetRegion: '<region>',
      storageId: '<id of a storage account in that region>',
      workspaceResourceId: '<id of the workspace>',
      workspaceRegion: '<region of the workspace>',
      networkWatcherRG: NETWORK_WATCHER_GROUP,
      networkWatcherName: '<id of the network watcher of that region>',
      // the definition declares both as strings
      timeInterval: String(intervalMinutes),
      retentionDays: String(azureRetentionDays(standard, DEFAULT_RETENTION_DAYS)),
    }),
  };
  const assignments = [...(coverage.networks === 'all' ? [audit] : []), ...(required ? [deploy] : [])];
  return { json: { assignments }, notes: notesOn(standard) };
}

function notesOn({ azure, coverage }: Standard): string[] {
  const { minDays = 0 } = azure.retention;
  const ofDeployment = [
    'assign the policy that deploys flow logs once per region: its storage account and network watcher belong to one region',
    ...(minDays > MAX_RETENTION_DAYS
      ? [
          `the standard requires a retention of ${minDays} days, and a flow log retains at most ${MAX_RETENTION_DAYS}: set retentionDays to 0, which means forever, and delete older blobs with a lifecycle rule`,
        ]
      : []),
  ];
  return [
    ...(coverage.networks === 'all'
      ? []
      : ['the standard does not require a flow log of every network: the export contains no audit policy']),
    ...(azure.trafficAnalytics.required
      ? ofDeployment
      : [
          'the standard does not require Traffic Analytics: the export contains no policy that deploys flow logs',
        ]),
    'the policies accept disabled flow logs and flow logs whose creation failed; `flow-logs check` does not',
  ];
}

function definition(id: string): string {
  return `/providers/Microsoft.Authorization/policyDefinitions/${id}`;
}

function parameterValues(parameters: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
}
