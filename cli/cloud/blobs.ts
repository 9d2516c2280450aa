import { DefaultAzureCredential } from '@azure/identity';
import {
  AnonymousCredential,
  BlobServiceClient,
  type ContainerClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import type { BlobContainer, BlobSource } from '../normalize/source';
import { UserError } from '../user-error';
import { blobError, blobListingError } from './blob-problem';
import type { BlobUrl } from './cloud-url';
import { resumable } from './resumable';
import type { OpenedObject } from './s3-objects';

const IDLE_MILLIS = 60_000;

const clients = new Map<string, ContainerClient>();

/** Returns the blob with exactly this name; undefined if the listing has to decide. */
export async function findBlob({ container, path }: BlobUrl): Promise<BlobSource | undefined> {
  try {
    const { contentLength = 0 } = await clientOf(container).getBlobClient(path).getProperties();
    return blobSource(container, path, contentLength);
  } catch (error) {
    // the response to a HEAD request states no reason, and that to a listing does
    if ((error as { statusCode?: number }).statusCode !== undefined) return undefined;
    throw blobListingError(error, container, path);
  }
}

/** Lists the blobs whose names begin with a text, page by page. */
export async function* listBlobs({ container, path }: BlobUrl): AsyncGenerator<BlobSource> {
  let isEmpty = true;
  try {
    for await (const { name, properties } of clientOf(container).listBlobsFlat({ prefix: path })) {
      isEmpty = false;
      yield blobSource(container, name, properties.contentLength ?? 0);
    }
  } catch (error) {
    throw blobListingError(error, container, path);
  }
  if (isEmpty) {
    throw new UserError(
      `${container.endpoint}/${container.name}/${path} does not exist: no blob begins with it`,
    );
  }
}

/**
 * Opens a blob. Every reading returns what the blob contained when it was opened: the service can append to it, but not
 * change what it contains.
 */
export async function openBlob({ container, path, source }: BlobSource): Promise<OpenedObject> {
  const client = clientOf(container).getBlobClient(path);
  const { contentLength: size = 0, etag } = await client.getProperties().catch((error) => {
    throw blobError(error);
  });
  const from = async (offset: number) => {
    try {
      const conditions = { ifMatch: etag };
      const { readableStreamBody } = await client.download(offset, size - offset, { conditions });
      return readableStreamBody as unknown as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw blobError(error);
    }
  };
  const read = () => resumable(from, { size, idleMillis: IDLE_MILLIS });
  return { source, bytes: read(), again: read };
}

function blobSource(container: BlobContainer, path: string, size: number): BlobSource {
  return { kind: 'blob', container, path, source: `${container.name}/${path}`, size };
}

/** The client of this thread. It uses the signature or the key of the container, or else the identity of the user. */
function clientOf(container: BlobContainer): ContainerClient {
  const { endpoint, name } = container;
  const known = clients.get(`${endpoint} ${name}`);
  if (known) return known;
  const client = serviceOf(container).getContainerClient(name);
  clients.set(`${endpoint} ${name}`, client);
  return client;
}

function serviceOf({ endpoint, signature, accountKey }: BlobContainer): BlobServiceClient {
  if (signature !== undefined)
    return new BlobServiceClient(`${endpoint}?${signature}`, new AnonymousCredential());
  const credential =
    accountKey === undefined
      ? new DefaultAzureCredential()
      : new StorageSharedKeyCredential(accountOf(endpoint), accountKey);
  return new BlobServiceClient(endpoint, credential);
}

/** The account is the first part of the host, or, in the emulator, of the path. */
function accountOf(endpoint: string): string {
  const { hostname, pathname } = new URL(endpoint);
  return pathname.length > 1 ? pathname.slice(1) : (hostname.split('.')[0] as string);
}
