import type { TerraformProvider } from 'cdktf';
import type { RawLifecycle } from '../../azure/storage/lifecycle';
import type { IResourceGroup, IStorageContainer, IWorkspace } from './azure-resources';
import type { FlowNormalizerOptions } from './flow-normalizer-props';

/** How often, and where, Azure keeps copies of a storage account. */
export enum StorageRedundancy {
  LRS = 'LRS',
  ZRS = 'ZRS',
  GRS = 'GRS',
  RAGRS = 'RAGRS',
  GZRS = 'GZRS',
  RAGZRS = 'RAGZRS',
}

/** A customer-managed key, and who may use it. */
export interface CustomerKey {
  /** Id of the key in its vault: `https://<vault>.vault.azure.net/keys/<name>`; without a version it rotates. */
  readonly keyId: string;

  /**
   * ARM id of the key's vault, which must decide by Azure roles and have purge protection: a new identity is let use
   * the key.
   *
   * @default - `identityId` can use the key already
   */
  readonly keyVaultId?: string;

  /**
   * ARM id of a user-assigned identity that can use the key.
   *
   * @default - a new one, which is let use the key of `keyVaultId`
   */
  readonly identityId?: string;
}

/** Props of `FlowLake`. */
export interface FlowLakeProps {
  /** Region of the networks whose flow logs it takes: Azure writes flow logs to their own region alone. */
  readonly location: string;

  /**
   * Group of the storage accounts. It must not be that of the workspace, where Traffic Analytics keeps what is its own.
   *
   * @default - a new group
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * Name of the account of raw flow logs: 3 to 24 small letters and digits, unique in all of Azure.
   *
   * @default - made from the subscription and the construct's path
   */
  readonly storageAccountName?: string;

  /**
   * Copies that Azure keeps of raw flow logs and tables.
   *
   * @default StorageRedundancy.LRS
   */
  readonly redundancy?: StorageRedundancy;

  /**
   * Ages at which raw flow logs become colder and are deleted. Flow logs must then have no retention: it would
   * overwrite these rules.
   *
   * @default - each flow log keeps its blobs for its own retention
   */
  readonly lifecycle?: RawLifecycle;

  /**
   * Key that encrypts both storage accounts.
   *
   * @default - keys of Azure
   */
  readonly encryptionKey?: CustomerKey;

  /**
   * Networks whose subnets may read the accounts: ARM ids of subnets with the service endpoint Microsoft.Storage.
   *
   * @default - none: only trusted services of Azure, and private endpoints, reach the accounts
   */
  readonly allowedSubnetIds?: string[];

  /**
   * Public addresses and networks (CIDR) that may read the accounts.
   *
   * @default - none
   */
  readonly allowedIpRanges?: string[];

  /**
   * Workspace that Traffic Analytics writes to, in any region.
   *
   * @default - a new workspace, in a group of its own
   */
  readonly workspace?: IWorkspace;

  /**
   * Days that a new workspace keeps its rows, 30 to 730.
   *
   * @default 90
   */
  readonly workspaceRetentionDays?: number;

  /**
   * Container for the table of normalized flow logs. Never one in the account of raw flow logs.
   *
   * @default - a new account and container
   */
  readonly tableContainer?: IStorageContainer;

  /**
   * Make rows of flow logs: in the table, and on request in the workspace.
   *
   * @default - none: flow logs are kept as Azure writes them
   */
  readonly normalizer?: FlowNormalizerOptions;

  /**
   * Save questions to the workspace and show them in a workbook, once Traffic Analytics is on.
   *
   * @default true
   */
  readonly questions?: boolean;

  /**
   * Provider of its resources, if not the stack's default one.
   *
   * @default - the provider without alias
   */
  readonly provider?: TerraformProvider;

  /**
   * Tags of its resources.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}
