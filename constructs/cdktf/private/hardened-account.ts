import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { ROLES } from '../../../azure/roles';
import type { IResourceGroup } from '../azure-resources';
import type { CustomerKey, FlowLakeProps, StorageRedundancy } from '../flow-lake-props';
import { AccountOrder } from './account-order';
import { keyVaultProblems } from './key-vault-problems';
import { uniqueName } from './names';
import { rolesInEffect } from './role-wait';

/** The identity that uses a customer-managed key. */
export interface KeyUser {
  readonly keyId: string;
  readonly identityId: string;
  /** Resources that must exist before the key can be used. Azure rejects an account whose identity cannot use the key yet. */
  readonly dependsOn: ITerraformDependable[];
}

/** Props that all storage accounts of a lake share. */
export interface HardenedAccountProps
  extends Pick<FlowLakeProps, 'allowedSubnetIds' | 'allowedIpRanges' | 'tags'> {
  readonly name: string;
  readonly location: string;
  readonly resourceGroup: IResourceGroup;
  readonly redundancy: StorageRedundancy;
  readonly keyUser: KeyUser | undefined;
  /** Whether the account has a public endpoint, behind the firewall. */
  readonly publicNetworkAccess: boolean;
  /** Whether clients can also authenticate with the keys of the account. */
  readonly accessKeys: boolean;
  /** Days in which deleted blobs can be restored; none for blobs that Azure rewrites constantly. */
  readonly deletedBlobDays: number | undefined;
}

/** Days in which a deleted container can be restored. */
const DELETED_CONTAINER_DAYS = 7;

/**
 * A storage account without keys and public blobs, behind a firewall that admits trusted Azure services, including Network
 * Watcher.
 *
 * Source: Azure Storage documentation, "Security recommendations for Blob storage"; Azure Network Watcher
 * documentation, "Virtual network flow logs", on storage accounts.
 */
export function hardenedAccount(scope: Construct, id: string, props: HardenedAccountProps): StorageAccount {
  const { keyUser, deletedBlobDays } = props;
  const account = new StorageAccount(scope, id, {
    name: props.name,
    resourceGroupName: props.resourceGroup.name,
    location: props.location,
    accountKind: 'StorageV2',
    accountTier: 'Standard',
    accountReplicationType: props.redundancy,
    minTlsVersion: 'TLS1_2',
    httpsTrafficOnlyEnabled: true,
    allowNestedItemsToBePublic: false,
    sharedAccessKeyEnabled: props.accessKeys,
    defaultToOauthAuthentication: true,
    crossTenantReplicationEnabled: false,
    localUserEnabled: false,
    isHnsEnabled: false,
    publicNetworkAccessEnabled: props.publicNetworkAccess ? undefined : false,
    networkRules: {
      defaultAction: 'Deny',
      bypass: ['AzureServices'],
      ipRules: props.allowedIpRanges,
      virtualNetworkSubnetIds: props.allowedSubnetIds,
    },
    blobProperties: {
      containerDeleteRetentionPolicy: { days: DELETED_CONTAINER_DAYS },
      deleteRetentionPolicy: deletedBlobDays === undefined ? undefined : { days: deletedBlobDays },
    },
    ...(keyUser && {
      identity: { type: 'UserAssigned', identityIds: [keyUser.identityId] },
      customerManagedKey: { keyVaultKeyId: keyUser.keyId, userAssignedIdentityId: keyUser.identityId },
      dependsOn: keyUser.dependsOn,
    }),
    tags: props.tags,
  });
  AccountOrder.of(scope).add(account);
  return account;
}

/** Returns the identity for a customer-managed key, and creates it if necessary. */
export function keyUserOf(
  scope: Construct,
  key: CustomerKey,
  common: {
    readonly location: string;
    readonly resourceGroup: IResourceGroup;
    readonly tags?: FlowLakeProps['tags'];
  },
): KeyUser {
  const { keyId, keyVaultId, identityId } = key;
  scope.node.addValidation({ validate: () => keyVaultProblems(scope, key) });
  if (identityId !== undefined) return { keyId, identityId, dependsOn: [] };
  const { location, resourceGroup, tags } = common;
  const identity = new UserAssignedIdentity(scope, 'KeyIdentity', {
    name: uniqueName(scope, 'flow-logs-key', 128),
    location,
    resourceGroupName: resourceGroup.name,
    tags,
  });
  const grant = new RoleAssignment(scope, 'KeyUse', {
    scope: keyVaultId as string,
    roleDefinitionName: ROLES.KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER.name,
    principalId: identity.principalId,
    principalType: 'ServicePrincipal',
  });
  return { keyId, identityId: identity.id, dependsOn: [rolesInEffect(scope, 'KeyUseInEffect', [grant])] };
}
