import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { Construct, IConstruct } from 'constructs';
import type { IResourceGroup, IStorageContainer, IWorkspace } from './azure-resources';
import type { PlacedEndpoints } from './private/storage-endpoint';

/** Props of an account of a lake. */
export interface LakeAccountProps {
  /** Name of the account, globally unique. */
  readonly name: string;

  /**
   * Days in which deleted blobs can be restored.
   *
   * @default - deleted blobs are lost
   */
  readonly deletedBlobDays?: number;

  /**
   * Whether the account has a public endpoint, behind the firewall.
   *
   * @default true
   */
  readonly publicNetworkAccess?: boolean;

  /**
   * Whether clients can also authenticate with the keys of the account.
   *
   * @default false
   */
  readonly accessKeys?: boolean;
}

/** The parts of a lake that a normalizer uses. `FlowLake` implements this interface. */
export interface NormalizedLake extends IConstruct {
  /** Region of the lake. */
  readonly location: string;

  /** Resource group of storage accounts and data collection rules. */
  readonly resourceGroup: IResourceGroup;

  /** Storage account that receives the flow logs. */
  readonly storageAccount: StorageAccount;

  /** Container of the tables `flows` and `rejects`. */
  readonly tableContainer: IStorageContainer;

  /** Workspace of the lake. */
  readonly workspace: IWorkspace;

  /** @internal Account of the table, if the lake created it. */
  readonly tableAccount?: StorageAccount;

  /** @internal Whether the lake saves questions. */
  readonly savesQuestions: boolean;

  /**
   * @internal Private endpoints of the lake's accounts, and their place.
   *
   * @default - none
   */
  readonly privateEndpoints?: PlacedEndpoints;

  /** @internal Whether the account of the table has a public endpoint. */
  readonly publicNetworkAccess: boolean;

  /** @internal Tags of the resources. */
  readonly tags?: { readonly [name: string]: string };

  /** @internal Creates another hardened account of the lake. Deleted blobs are lost unless `deletedBlobDays` is given. */
  newAccount(scope: Construct, id: string, props: LakeAccountProps): StorageAccount;
}
