import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { DEFAULTS } from '../../../../azure/normalizer/settings';
import type { FlowLake } from '../../flow-lake';

/** Where the normalizer writes to: the container of the table, and beside it that of the cursors. */
export interface TablePlace {
  /** Blob endpoint of the account. */
  readonly endpoint: string;
  readonly container: string;
  readonly cursorContainer: string;
  /** ARM ids of both containers. */
  readonly containerIds: readonly string[];
}

/** Segments of a container's ARM id that are its account's, and the one of them that is its name. */
const ACCOUNT_SEGMENTS = 9;
const ACCOUNT_NAME_SEGMENT = 8;

/** The place of the table, with a container for cursors that nobody else reads. */
export function tablePlace(scope: Construct, { tableContainer, tableAccount }: FlowLake): TablePlace {
  const segments = Fn.split('/', tableContainer.id);
  const accountId = tableAccount?.id ?? Fn.join('/', Fn.slice(segments, 0, ACCOUNT_SEGMENTS));
  const cursors = new StorageContainer(scope, 'Cursors', {
    name: DEFAULTS.cursorContainer,
    storageAccountId: accountId,
  });
  const name = Fn.element(segments, ACCOUNT_NAME_SEGMENT);
  return {
    endpoint: tableAccount?.primaryBlobEndpoint ?? `https://${name}.blob.core.windows.net/`,
    container: tableContainer.name,
    cursorContainer: cursors.name,
    containerIds: [
      tableAccount ? containerId(tableAccount, tableContainer.name) : tableContainer.id,
      `${accountId}/blobServices/default/containers/${cursors.name}`,
    ],
  };
}

/** ARM id of a container, whatever the major version of azurerm takes for its id. */
export function containerId({ id }: StorageAccount, name: string): string {
  return `${id}/blobServices/default/containers/${name}`;
}

/** ARM id of a queue, likewise. */
export function queueId({ id }: StorageAccount, name: string): string {
  return `${id}/queueServices/default/queues/${name}`;
}
