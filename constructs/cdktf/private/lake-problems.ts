import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { accountNameProblem } from '../../../azure/storage/account-name';
import { lifecycleProblems } from '../../../azure/storage/lifecycle';
import { type CustomerKey, type FlowLakeProps, StorageRedundancy } from '../flow-lake-props';
import { written } from './expressions';

const WORKSPACE_RETENTION = { least: 30, most: 730 };

/** Everything that is wrong with the props of a lake. */
export function lakeProblems(scope: Construct, props: FlowLakeProps): string[] {
  const {
    lifecycle,
    redundancy = StorageRedundancy.LRS,
    encryptionKey: key,
    storageAccountName: name,
  } = props;
  return [
    ...(name === undefined || Token.isUnresolved(name) ? [] : namesProblems(name)),
    ...(lifecycle ? lifecycleProblems(lifecycle, redundancy) : []),
    ...(key ? keyProblems(key) : []),
    ...workspaceProblems(scope, props),
  ];
}

function namesProblems(name: string): string[] {
  const problem = accountNameProblem('storageAccountName', name);
  return problem === undefined ? [] : [problem];
}

function keyProblems({ keyVaultId, identityId }: CustomerKey): string[] {
  if (keyVaultId !== undefined && identityId !== undefined) {
    return [
      'encryptionKey has both keyVaultId and identityId: give the vault to let a new identity in, or one that is',
    ];
  }
  if (keyVaultId === undefined && identityId === undefined) {
    return [
      'encryptionKey has neither keyVaultId nor identityId, so nobody could use the key: give one of them',
    ];
  }
  return [];
}

/** Source: azurerm provider, `azurerm_log_analytics_workspace`. */
function workspaceProblems(
  scope: Construct,
  { workspace, workspaceRetentionDays: days, resourceGroup }: FlowLakeProps,
): string[] {
  const problems: string[] = [];
  const { least, most } = WORKSPACE_RETENTION;
  if (workspace && days !== undefined) {
    problems.push('workspaceRetentionDays is given for a workspace that is there already: leave it out');
  } else if (days !== undefined && !(Number.isInteger(days) && days >= least && days <= most)) {
    problems.push(`workspaceRetentionDays is ${days}: it must be a whole number from ${least} to ${most}`);
  }
  const groups = [workspace?.resourceGroupName, resourceGroup?.name].map(
    (name) => name && written(scope, name),
  );
  if (groups[0] !== undefined && groups[0] === groups[1]) {
    problems.push(
      'resourceGroup is that of the workspace, where Traffic Analytics makes NWTA... rules that nobody may touch: ' +
        'give another group',
    );
  }
  return problems;
}
