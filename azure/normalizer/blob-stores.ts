import type { TokenCredential } from '@azure/identity';
import { BlobServiceClient, type ContainerClient, RestError } from '@azure/storage-blob';
import { cursorName, newCursor, readCursor, writeCursor } from './cursor';
import type { StorageSettings } from './settings';
import {
  Conflict,
  type CursorStore,
  type FlowLogBlobs,
  type ListedBlob,
  type StoredCursor,
  type TableStore,
} from './stores';

/** Client of a storage account in Azure, or of the emulator. */
export function blobService(
  { endpoint, connectionString }: StorageSettings,
  credential: TokenCredential,
): BlobServiceClient {
  if (connectionString !== undefined) return BlobServiceClient.fromConnectionString(connectionString);
  return new BlobServiceClient(endpoint, credential);
}

/** The flow-log account. It lists and reads blobs, and has no method that writes. */
export function flowLogBlobs(service: BlobServiceClient): FlowLogBlobs {
  const clientOf = (blob: string) => {
    const [container, path] = split(blob);
    return service.getContainerClient(container).getBlockBlobClient(path);
  };
  return {
    async blockList(blob) {
      try {
        const list = await clientOf(blob).getBlockList('committed');
        const blocks = (list.committedBlocks ?? []).map(({ name, size }) => ({ id: name, size }));
        const etag = bare(list.etag);
        // a blob uploaded by Put Blob has no blocks; each such upload counts as another blob
        const size = list.blobContentLength ?? 0;
        if (blocks.length === 0 && size > 0) return { etag, blocks: [{ id: `whole ${etag}`, size }] };
        return { etag, blocks };
      } catch (error) {
        if (isAny(error, ['BlobNotFound'])) return undefined;
        throw error;
      }
    },
    async *read(blob, { offset, size }, etag) {
      if (size === 0) return;
      try {
        const conditions = { ifMatch: quoted(etag) };
        const { readableStreamBody } = await clientOf(blob).download(offset, size, { conditions });
        yield* readableStreamBody as unknown as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw asConflict(error, ['BlobNotFound', 'ConditionNotMet', 'InvalidRange']);
      }
    },
    async *children(prefix) {
      const [container, path] = split(prefix);
      const client = service.getContainerClient(container);
      for await (const item of client.listBlobsByHierarchy('/', { prefix: path })) {
        if (item.kind === 'prefix') yield { prefix: `${container}/${item.name}` };
        else yield listed(container, item);
      }
    },
    async *below(prefix) {
      const [container, path] = split(prefix);
      for await (const item of service.getContainerClient(container).listBlobsFlat({ prefix: path })) {
        yield listed(container, item);
      }
    },
  };
}

/** The container of the tables in a storage account. */
export function tableStore(container: ContainerClient, prefix: string): TableStore {
  const clientOf = (path: string) => container.getBlockBlobClient(prefix + path);
  return {
    async create(path, file) {
      try {
        await clientOf(path).uploadFile(file, { conditions: { ifNoneMatch: '*' } });
      } catch (error) {
        if (!isAny(error, ['BlobAlreadyExists', 'ConditionNotMet'])) throw error;
      }
    },
    async replace(path, file) {
      await clientOf(path).uploadFile(file);
    },
    exists: (path) => clientOf(path).exists(),
  };
}

/** The container of the cursors in a storage account. */
export function cursorStore(container: ContainerClient): CursorStore {
  return {
    async load(blob) {
      try {
        const { readableStreamBody, etag } = await container.getBlobClient(cursorName(blob)).download();
        return { cursor: readCursor(await textOf(readableStreamBody)), etag: bare(etag) };
      } catch (error) {
        if (isAny(error, ['BlobNotFound'])) return { cursor: newCursor(blob) };
        throw error;
      }
    },
    async save(cursor, before): Promise<StoredCursor> {
      const text = writeCursor(cursor);
      const conditions = before === undefined ? { ifNoneMatch: '*' } : { ifMatch: quoted(before) };
      try {
        const client = container.getBlockBlobClient(cursorName(cursor.blob));
        const { etag } = await client.upload(text, Buffer.byteLength(text), {
          conditions,
          blobHTTPHeaders: { blobContentType: 'application/json' },
        });
        return { cursor, etag: bare(etag) };
      } catch (error) {
        throw asConflict(error, ['BlobNotFound', 'BlobAlreadyExists', 'ConditionNotMet']);
      }
    },
  };
}

function split(blob: string): [container: string, path: string] {
  const slash = blob.indexOf('/');
  return [blob.slice(0, slash), blob.slice(slash + 1)];
}

function listed(container: string, item: { name: string; properties: { etag: string } }): ListedBlob {
  return { blob: `${container}/${item.name}`, etag: bare(item.properties.etag) };
}

/** An ETag without quotes. Headers contain ETags with quotes, listings without. */
function bare(etag: string | undefined): string {
  if (etag === undefined)
    throw new Error('the storage service returned no ETag, which is needed to read a blob consistently');
  return etag.replaceAll('"', '');
}

function quoted(etag: string): string {
  return `"${etag}"`;
}

/**
 * Compares the error code and not the status, because a missing container or a lease has the same status as a missing
 * blob or a failed condition.
 */
function isAny(error: unknown, codes: readonly string[]): boolean {
  return error instanceof RestError && codes.includes(error.code ?? '');
}

function asConflict(error: unknown, codes: readonly string[]): unknown {
  return isAny(error, codes) ? new Conflict((error as Error).message, { cause: error }) : error;
}

async function textOf(stream: NodeJS.ReadableStream | undefined): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream ?? []) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
