import type { TerraformProvider } from 'cdktf';
import type { RawLifecycle } from '../../azure/storage/lifecycle';
import type { IResourceGroup, IStorageContainer, IWorkspace } from './azure-resources';
import type { FlowNormalizerOptions } from './flow-normalizer-props';
import type { LakeEndpoints } from './lake-endpoints';

/** Replication of a storage account. */
export enum StorageRedundancy {
  /** Three copies in one data center. */
  LRS = 'LRS',
  /** A copy in each of three availability zones. No archive tier. */
  ZRS = 'ZRS',
  /** Copies in one data center, and in the paired region. */
  GRS = 'GRS',
  /** As `GRS`, and the paired region is readable. */
  RAGRS = 'RAGRS',
  /** Copies in availability zones, and in the paired region. No archive tier. */
  GZRS = 'GZRS',
  /** As `GZRS`, and the paired region is readable. No archive tier. */
  RAGZRS = 'RAGZRS',
}

/**
 * A customer-managed key, and the identity that uses it. Exactly one of `keyVaultId` and `identityId` is required.
 *
 * @example
 * const encryptionKey: CustomerKey = { keyId: key.versionlessId, keyVaultId: vault.id };
 */
export interface CustomerKey {
  /** Id of the key in its vault: `https://<vault>.vault.azure.net/keys/<name>`. Without a version, Azure follows rotation. */
  readonly keyId: string;

  /**
   * ARM id of the key's vault. The vault must use Azure role-based access control and purge protection, and be in the
   * subscription of the lake's provider, in which azurerm looks it up. The construct creates an identity, grants it use of
   * the key, and waits until the role has taken effect.
   *
   * @default - `identityId` has access to the key
   */
  readonly keyVaultId?: string;

  /**
   * ARM id of a user-assigned identity that has access to the key before the deployment. The vault must be in the
   * subscription of the lake's provider and have purge protection.
   *
   * @default - a new identity with access to the key in `keyVaultId`
   */
  readonly identityId?: string;
}

/** Props of `FlowLake`. */
export interface FlowLakeProps {
  /** Region of the networks. Azure delivers flow logs only to storage accounts in the region of the network. */
  readonly location: string;

  /**
   * Resource group of the storage accounts. It must not be the group of the workspace, in which Traffic Analytics creates
   * its own resources.
   *
   * @default - a new group
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * Name of the storage account for raw flow logs: 3 to 24 lower-case letters and digits, globally unique.
   *
   * @default - derived from the subscription and the construct's path
   */
  readonly storageAccountName?: string;

  /**
   * Replication of raw flow logs and tables.
   *
   * @default StorageRedundancy.LRS
   */
  readonly redundancy?: StorageRedundancy;

  /**
   * Ages in days at which raw flow logs move to colder tiers and are deleted. Flow logs of the lake then have no
   * retention, because a retention overwrites these rules.
   *
   * @default - each flow log sets its retention
   * @example
   * new FlowLake(stack, 'Lake', { location, lifecycle: { coolAfterDays: 30, deleteAfterDays: 365 } });
   */
  readonly lifecycle?: RawLifecycle;

  /**
   * Customer-managed key that encrypts both storage accounts.
   *
   * @default - Microsoft-managed keys
   * @example
   * new FlowLake(stack, 'Lake', {
   *   location,
   *   encryptionKey: { keyId: key.versionlessId, keyVaultId: vault.id },
   * });
   */
  readonly encryptionKey?: CustomerKey;

  /**
   * Whether the account of raw flow logs accepts its access keys. Without keys, Network Watcher writes with an identity:
   * that of the flow log (`VnetFlowLogs`, prop `identity`), which is the documented way ("Managed identity for virtual
   * network flow logs"), or its own.
   *
   * Whether Network Watcher writes to an account without keys if the flow log has no identity is not documented. The
   * built-in policy that creates flow logs creates such an account, and Network Watcher uses Microsoft Entra ID after a
   * firewall rejects its first request (azure-docs issue 102123). But an earlier version of "Virtual network flow logs"
   * stated that flow logs stop when keys are rotated (azure-docs issue 122621). If no blobs arrive, set an identity, or
   * this prop.
   *
   * @default false
   */
  readonly rawAccessKeys?: boolean;

  /**
   * Subnets that may access the accounts: ARM ids of subnets with the service endpoint Microsoft.Storage.
   *
   * @default - none: only trusted Azure services and private endpoints have access
   */
  readonly allowedSubnetIds?: string[];

  /**
   * Public addresses and CIDR ranges that may access the accounts.
   *
   * @default - none
   * @example
   * new FlowLake(stack, 'Lake', { location, allowedIpRanges: ['203.0.113.0/24'] });
   */
  readonly allowedIpRanges?: string[];

  /**
   * Whether the account of the table has a public endpoint. Without one, only private endpoints reach the table.
   *
   * The accounts of raw flow logs and of the normalizer keep their public endpoints, and their firewalls then admit only
   * trusted Azure services: Network Watcher and Event Grid write from networks of Azure, without private endpoints. Whether
   * trusted services reach an account without a public endpoint is not documented clearly, and reports differ
   * (finops-toolkit issue 2064, azure-docs issues 98875 and 111743). A policy that requires such accounts needs an exemption
   * for these two.
   *
   * @default true
   * @example
   * new FlowLake(stack, 'Lake', {
   *   location,
   *   publicNetworkAccess: false,
   *   privateEndpoints: { subnetId: endpointSubnet.id, blobZoneId: blobZone.id },
   * });
   */
  readonly publicNetworkAccess?: boolean;

  /**
   * Private endpoints of the accounts of raw flow logs, of the table, and of the normalizer. Link the DNS zones to the networks
   * of the function and of the readers.
   *
   * @default - none
   * @example
   * new FlowLake(stack, 'Lake', {
   *   location,
   *   privateEndpoints: { subnetId: endpointSubnet.id, blobZoneId: blobZone.id },
   * });
   */
  readonly privateEndpoints?: LakeEndpoints;

  /**
   * Workspace that Traffic Analytics writes to, in any region.
   *
   * @default - a new workspace in a separate resource group
   */
  readonly workspace?: IWorkspace;

  /**
   * Retention of a new workspace in days, 30 to 730.
   *
   * @default 90
   */
  readonly workspaceRetentionDays?: number;

  /**
   * Generation of a new workspace, 1 to 99. Increase it to replace the workspace by one with another name: Traffic Analytics
   * stops for a name whose `NWTA...` rule or endpoint was deleted, also by `terraform destroy`, and a new workspace of the
   * same name gets no rows either. Azure retains the rows of the replaced workspace for 14 days.
   *
   * Source: AzureMonitorCommunity issue 254; Azure Monitor documentation, "Delete and recover an Azure Log Analytics
   * workspace".
   *
   * @default 1
   * @example
   * new FlowLake(stack, 'Lake', { location, workspaceGeneration: 2 });
   */
  readonly workspaceGeneration?: number;

  /**
   * Container for the table of normalized flow logs. It must not be in the account of raw flow logs.
   *
   * @default - a new account and container
   */
  readonly tableContainer?: IStorageContainer;

  /**
   * Normalizer that writes flow logs as rows to the table, to the workspace, or to both.
   *
   * @default - none: only the raw flow logs are stored
   * @example
   * new FlowLake(stack, 'Lake', { location, normalizer: { subnetId: functionSubnet.id } });
   */
  readonly normalizer?: FlowNormalizerOptions;

  /**
   * Whether to save questions and create a workbook as soon as a flow log enables Traffic Analytics.
   *
   * @default true
   */
  readonly questions?: boolean;

  /**
   * Provider of the lake's resources.
   *
   * @default - the provider of the construct around it, or the provider without alias
   */
  readonly provider?: TerraformProvider;

  /**
   * Tags of the resources.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}
