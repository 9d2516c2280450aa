import type { Construct } from 'constructs';
import { ResourceType } from '../../../azure/resource-type';
import { accountNameProblem } from '../../../azure/storage/account-name';
import { ipRangeProblem } from '../../../azure/storage/ip-range';
import { keyIdProblem } from '../../../azure/storage/key-id';
import { lifecycleProblems } from '../../../azure/storage/lifecycle';
import { type CustomerKey, type FlowLakeProps, StorageRedundancy } from '../flow-lake-props';
import { idProblems, problemsOf } from './id-problems';
import { sharedGroupProblems } from './shared-group';

const WORKSPACE_RETENTION = { least: 30, most: 730 };

/** Everything that is wrong with the props of a lake. */
export function lakeProblems(scope: Construct, props: FlowLakeProps): string[] {
  const { lifecycle, redundancy = StorageRedundancy.LRS, encryptionKey: key } = props;
  const { allowedIpRanges = [], allowedSubnetIds = [] } = props;
  return [
    ...problemsOf([props.storageAccountName], (name) => accountNameProblem('storageAccountName', name)),
    ...(lifecycle ? lifecycleProblems(lifecycle, redundancy) : []),
    ...(key ? keyProblems(key) : []),
    ...problemsOf(allowedIpRanges, (range) => ipRangeProblem('allowedIpRanges', range)),
    ...idProblems('allowedSubnetIds', allowedSubnetIds, ResourceType.SUBNET),
    ...workspaceProblems(scope, props),
  ];
}

function keyProblems({ keyId, keyVaultId, identityId }: CustomerKey): string[] {
  const problems = [
    ...problemsOf([keyId], (id) => keyIdProblem('encryptionKey.keyId', id)),
    ...idProblems('encryptionKey.keyVaultId', [keyVaultId], ResourceType.KEY_VAULT),
    ...idProblems('encryptionKey.identityId', [identityId], ResourceType.USER_ASSIGNED_IDENTITY),
  ];
  if (keyVaultId !== undefined && identityId !== undefined) {
    problems.push(
      'encryptionKey has both keyVaultId and identityId: give the vault to let a new identity in, or one that is',
    );
  }
  if (keyVaultId === undefined && identityId === undefined) {
    problems.push(
      'encryptionKey has neither keyVaultId nor identityId, so nobody could use the key: give one of them',
    );
  }
  return problems;
}

/** Source: azurerm provider, `azurerm_log_analytics_workspace`. */
function workspaceProblems(
  scope: Construct,
  { workspace, workspaceRetentionDays: days, resourceGroup }: FlowLakeProps,
): string[] {
  const problems = idProblems('workspace.id', [workspace?.id], ResourceType.WORKSPACE);
  const { least, most } = WORKSPACE_RETENTION;
  if (workspace && days !== undefined) {
    problems.push('workspaceRetentionDays is given for a workspace that is there already: leave it out');
  } else if (days !== undefined && !(Number.isInteger(days) && days >= least && days <= most)) {
    problems.push(`workspaceRetentionDays is ${days}: it must be a whole number from ${least} to ${most}`);
  }
  if (workspace && resourceGroup) problems.push(...sharedGroupProblems(scope, workspace, resourceGroup));
  return problems;
}
