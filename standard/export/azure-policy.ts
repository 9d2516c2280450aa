import { DEFAULT_RETENTION_DAYS } from '../../azure/flow-log/retention';
import { NETWORK_WATCHER_GROUP } from '../../azure/network-watcher';
import { azureRetentionDays } from '../apply/azure-settings';
import { DEFAULTS } from '../facts/allowed-values';
import type { Standard } from '../standard';
import type { Exported } from './telemetry-rule';

/** Built-in policies: that every virtual network has a flow log, and that one is made where there is none. */
const AUDIT = '4c3c6c5f-0d47-4402-99b8-aa543dd8bcee';
const DEPLOY_WITH_ANALYTICS = '3e9965dc-cc13-47ca-8259-a4252fd0cf7b';

/**
 * Parameters for assignments of Azure's built-in policies. What only the assignment can know is in angle brackets.
 *
 * Source: Azure Policy built-in definitions, "Configure virtual network to enable Flow Log and Traffic Analytics" 1.1.1.
 */
export function azurePolicy(standard: Standard): Exported {
  const { azure, coverage } = standard;
  const { required, intervalMinutes = DEFAULTS.analyticsInterval } = azure.trafficAnalytics;
  const audit = { policyDefinitionId: definition(AUDIT), parameters: {} };
  const deploy = {
    policyDefinitionId: definition(DEPLOY_WITH_ANALYTICS),
    parameters: valued({
      effect: 'DeployIfNotExists',
      vnetRegion: '<region>',
      storageId: '<id of a storage account in that region>',
      workspaceResourceId: '<id of the workspace>',
      workspaceRegion: '<region of the workspace>',
      networkWatcherRG: NETWORK_WATCHER_GROUP,
      networkWatcherName: '<id of the network watcher of that region>',
      // the definition takes both as texts
      timeInterval: String(intervalMinutes),
      retentionDays: String(azureRetentionDays(standard, DEFAULT_RETENTION_DAYS)),
    }),
  };
  return {
    json: { assignments: [...(coverage.networks === 'all' ? [audit] : []), ...(required ? [deploy] : [])] },
    notes: [
      'assign the second once for each region: its storage account and network watcher are of one region',
      'a policy counts a flow log as there whose creation has failed, and one that is switched off; `flow-logs check` does not',
      ...(required ? [] : ['the standard does not require Traffic Analytics: only the audit is exported']),
    ],
  };
}

function definition(id: string): string {
  return `/providers/Microsoft.Authorization/policyDefinitions/${id}`;
}

function valued(parameters: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
}
