import type { Construct } from 'constructs';
import { ResourceType } from '../../../azure/resource-type';
import { accountNameProblem } from '../../../azure/storage/account-name';
import { ipRangeProblem } from '../../../azure/storage/ip-range';
import { keyIdProblem } from '../../../azure/storage/key-id';
import { archiveProblems, lifecycleProblems, type RawLifecycle } from '../../../azure/storage/lifecycle';
import { type CustomerKey, type FlowLakeProps, StorageRedundancy } from '../flow-lake-props';
import { idProblems, problemsOf } from './id-problems';
import { instanceProblems } from './instances';
import { isKnown, known, knownMembers, referenceProblems, SynthValue } from './known';
import { MAX_WORKSPACE_GENERATION } from './lake-workspace';
import { sharedGroupProblems } from './shared-group';

const WORKSPACE_RETENTION = { least: 30, most: 730 };

/** Props that select the resources of a lake. */
const SELECTING = {
  resourceGroup: SynthValue.OBJECT,
  lifecycle: SynthValue.OBJECT,
  encryptionKey: SynthValue.OBJECT,
  workspace: SynthValue.OBJECT,
  workspaceGeneration: SynthValue.NUMBER,
  tableContainer: SynthValue.OBJECT,
  normalizer: SynthValue.OBJECT,
  publicNetworkAccess: SynthValue.BOOLEAN,
  privateEndpoints: SynthValue.OBJECT,
  questions: SynthValue.BOOLEAN,
};

/** All problems of the props of a lake. */
export function lakeProblems(scope: Construct, props: FlowLakeProps): string[] {
  const { lifecycle, redundancy = StorageRedundancy.LRS, encryptionKey: key } = props;
  const { allowedIpRanges, allowedSubnetIds } = props;
  const references = referenceProblems(props, SELECTING);
  if (references.length > 0) return references;
  return [
    ...instanceProblems(scope, {
      workspace: props.workspace?.id,
      resourceGroup: props.resourceGroup?.name,
      tableContainer: props.tableContainer?.id,
    }),
    ...problemsOf([props.storageAccountName], (name) => accountNameProblem('storageAccountName', name)),
    ...(lifecycle ? agesProblems(lifecycle, known(redundancy) ?? '') : []),
    ...(key ? keyProblems(key) : []),
    ...problemsOf(allowedIpRanges, (range) => ipRangeProblem('allowedIpRanges', range)),
    ...idProblems('allowedSubnetIds', allowedSubnetIds, ResourceType.SUBNET),
    ...accessProblems(props),
    ...workspaceProblems(scope, props),
  ];
}

/** Problems of a lifecycle, of which each age can be a reference. */
function agesProblems(lifecycle: RawLifecycle, redundancy: string): string[] {
  const ages = knownMembers(lifecycle);
  const given = Object.values(lifecycle).filter((days) => days !== undefined);
  const isAnyKnown = Object.values(ages).some((days) => days !== undefined);
  return [
    ...(given.length > 0 && !isAnyKnown ? [] : lifecycleProblems(ages, redundancy)),
    ...(isKnown(lifecycle.archiveAfterDays) ? [] : archiveProblems(redundancy)),
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

function accessProblems(props: FlowLakeProps): string[] {
  const { privateEndpoints: endpoints, publicNetworkAccess = true } = props;
  const { SUBNET, PRIVATE_DNS_ZONE } = ResourceType;
  const problems = [
    ...idProblems('privateEndpoints.subnetId', [endpoints?.subnetId], SUBNET),
    ...idProblems('privateEndpoints.blobZoneId', [endpoints?.blobZoneId], PRIVATE_DNS_ZONE),
    ...idProblems('privateEndpoints.queueZoneId', [endpoints?.queueZoneId], PRIVATE_DNS_ZONE),
  ];
  if (publicNetworkAccess) return problems;
  const allowing = (['allowedSubnetIds', 'allowedIpRanges'] as const).filter((name) => props[name]?.length);
  return [
    ...problems,
    ...allowing.map(
      (name) =>
        `${name} is set, but publicNetworkAccess is false: the firewall of a public endpoint uses it, service endpoints ` +
        'included; remove it, and set privateEndpoints',
    ),
  ];
}

/** Source: azurerm provider, `azurerm_log_analytics_workspace`. */
function workspaceProblems(
  scope: Construct,
  { workspace, workspaceRetentionDays: days, workspaceGeneration: generation, resourceGroup }: FlowLakeProps,
): string[] {
  const problems = idProblems('workspace.id', [workspace?.id], ResourceType.WORKSPACE);
  const { least, most } = WORKSPACE_RETENTION;
  if (workspace && days !== undefined) {
    problems.push(
      'workspaceRetentionDays is set for an existing workspace: remove it, or set the retention on the workspace',
    );
  } else if (
    days !== undefined &&
    isKnown(days) &&
    !(Number.isInteger(days) && days >= least && days <= most)
  ) {
    problems.push(`workspaceRetentionDays is ${days}: expected an integer from ${least} to ${most}`);
  }
  if (workspace && generation !== undefined) {
    problems.push(
      'workspaceGeneration is set for an existing workspace, whose name the lake does not determine: remove it',
    );
  } else if (generation !== undefined && !isGeneration(generation)) {
    problems.push(
      `workspaceGeneration is ${generation}: expected an integer from 1 to ${MAX_WORKSPACE_GENERATION}`,
    );
  }
  if (workspace && resourceGroup) problems.push(...sharedGroupProblems(scope, workspace, resourceGroup));
  return problems;
}

function isGeneration(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_WORKSPACE_GENERATION;
}
