import type { ContainerClient } from '@azure/storage-blob';
import { boundedContent } from '../../flows/enrichment/bounded-content';
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
    return boundedContent(readableStreamBody as unknown as AsyncIterable<Uint8Array>, maxBytes);
  }
}
