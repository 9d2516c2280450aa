import type { ContainerClient } from '@azure/storage-blob';
import type { EnrichmentFile, EnrichmentFolder } from '../../flows/enrichment/enrichment-folder';

/** Most files of the container that are listed. The feed uses fewer. */
const MAX_FILES = 10_000;

/** Metadata of the empty blobs that represent directories in accounts with a hierarchical namespace. */
const IS_DIRECTORY = 'hdi_isfolder';

/** The blobs of a container as a folder. The ETag of a blob is its version. */
export class BlobFolder implements EnrichmentFolder {
  constructor(private readonly container: Pick<ContainerClient, 'listBlobsFlat' | 'getBlobClient'>) {}

  async list(): Promise<EnrichmentFile[]> {
    const files: EnrichmentFile[] = [];
    for await (const { name, properties, metadata } of this.container.listBlobsFlat({
      includeMetadata: true,
    })) {
      if (metadata?.[IS_DIRECTORY] === 'true') continue;
      const { etag: version, lastModified: modified, contentLength: bytes = 0 } = properties;
      files.push({ name, version, modified, bytes });
      if (files.length === MAX_FILES) break;
    }
    return files;
  }

  async read({ name, version }: EnrichmentFile, maxBytes: number): Promise<Buffer> {
    const { readableStreamBody } = await this.container.getBlobClient(name).download(0, undefined, {
      // headers contain ETags with quotes, listings without
      conditions: { ifMatch: `"${version.replaceAll('"', '')}"` },
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of readableStreamBody as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
}
