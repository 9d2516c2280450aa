import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { DEFAULTS } from '../../../../azure/normalizer/settings';
import type { NormalizedLake } from '../../normalized-lake';

/** Containers that the normalizer writes to: table and cursors. */
export interface TableStorage {
  /** Blob endpoint of the account. */
  readonly endpoint: string;
  readonly container: string;
  readonly cursorContainer: string;
  /** ARM ids of both containers. */
  readonly containerIds: readonly string[];
  /** Creates another container in the account. */
  addContainer(
    id: string,
    name: string,
  ): { readonly container: StorageContainer; readonly containerId: string };
}

/** Number of segments of a storage account's ARM id, and the index of its name. */
const ACCOUNT_SEGMENTS = 9;
const ACCOUNT_NAME_SEGMENT = 8;

/** Returns the containers of the table, and creates the container for cursors. */
export function tableStorage(
  scope: Construct,
  { tableContainer, tableAccount, storageAccount }: NormalizedLake,
): TableStorage {
  const segments = Fn.split('/', tableContainer.id);
  const accountId = tableAccount?.id ?? Fn.join('/', Fn.slice(segments, 0, ACCOUNT_SEGMENTS));
  const addContainer: TableStorage['addContainer'] = (id, name) => {
    const container = new StorageContainer(scope, id, { name, storageAccountId: accountId });
    return { container, containerId: containerId({ id: accountId }, container) };
  };
  const cursors = addContainer('Cursors', DEFAULTS.cursorContainer);
  const name = Fn.element(segments, ACCOUNT_NAME_SEGMENT);
  return {
    endpoint: tableAccount?.primaryBlobEndpoint ?? blobEndpointLike(storageAccount, name),
    container: tableContainer.name,
    cursorContainer: cursors.container.name,
    containerIds: [
      tableAccount ? containerId(tableAccount, tableContainer) : tableContainer.id,
      cursors.containerId,
    ],
    addContainer,
  };
}

/** A child of a storage account. Its name refers to the resource, so that a role on the child is assigned after it exists. */
type AccountChild = Pick<StorageContainer, 'name'>;

/** Returns the blob endpoint of another account in the same cloud: each cloud has its own suffix. */
function blobEndpointLike({ primaryBlobEndpoint, name }: StorageAccount, other: string): string {
  // a template with a token in the arguments of a function makes CDKTF print a warning
  const [from, to] = [name, other].map((each) => Fn.join('', ['//', each, '.']));
  return Fn.replace(primaryBlobEndpoint, String(from), String(to));
}

/** Returns the ARM id of a container. The `id` of azurerm differs between major versions. */
function containerId({ id }: Pick<StorageAccount, 'id'>, { name }: AccountChild): string {
  return `${id}/blobServices/default/containers/${name}`;
}

/** Returns the ARM id of a queue. */
export function queueId({ id }: Pick<StorageAccount, 'id'>, { name }: AccountChild): string {
  return `${id}/queueServices/default/queues/${name}`;
}
