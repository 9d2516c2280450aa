import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import type { Construct, IConstruct } from 'constructs';
import type { IResourceGroup, IStorageContainer, IWorkspace } from './azure-resources';

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

  /** @internal Tags of the resources. */
  readonly tags?: { readonly [name: string]: string };

  /** @internal Creates another hardened account of the lake. Deleted blobs are lost unless `deletedBlobDays` is given. */
  newAccount(
    scope: Construct,
    id: string,
    props: { readonly name: string; readonly deletedBlobDays?: number },
  ): StorageAccount;
}
