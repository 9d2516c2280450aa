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

/** All problems of the props of a lake. */
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
      'encryptionKey sets both keyVaultId and identityId: set keyVaultId for a new identity, or identityId for an existing one',
    );
  }
  if (keyVaultId === undefined && identityId === undefined) {
    problems.push(
      'encryptionKey sets neither keyVaultId nor identityId, so no identity has access to the key: set one of them',
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
    problems.push(
      'workspaceRetentionDays is set for an existing workspace: remove it, or set the retention on the workspace',
    );
  } else if (days !== undefined && !(Number.isInteger(days) && days >= least && days <= most)) {
    problems.push(`workspaceRetentionDays is ${days}: expected an integer from ${least} to ${most}`);
  }
  if (workspace && resourceGroup) problems.push(...sharedGroupProblems(scope, workspace, resourceGroup));
  return problems;
}
