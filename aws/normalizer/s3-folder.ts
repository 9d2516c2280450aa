import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { boundedContent } from '../../flows/enrichment/bounded-content';
import type { EnrichmentFile, EnrichmentFolder } from '../../flows/enrichment/enrichment-folder';

/** Most files of the folder that are listed. The feed uses fewer. */
const MAX_FILES = 10_000;

/** The objects below a prefix of a bucket as a folder. The ETag of an object is its version. */
export class S3Folder implements EnrichmentFolder {
  /** @param prefix - empty, or ending with `/` */
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly prefix: string,
  ) {}

  async list(): Promise<EnrichmentFile[]> {
    const files: EnrichmentFile[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await this.client.send(
        new ListObjectsV2Command({ Bucket: this.bucket, Prefix: this.prefix, ContinuationToken }),
      );
      for (const { Key, ETag, LastModified, Size } of page.Contents ?? []) {
        // the console represents a folder as an empty object
        if (!Key || !ETag || !LastModified || Key.endsWith('/')) continue;
        files.push({
          name: Key.slice(this.prefix.length),
          version: ETag,
          modified: LastModified,
          bytes: Size ?? 0,
        });
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined && files.length < MAX_FILES);
    return files;
  }

  async read({ name, version }: EnrichmentFile, maxBytes: number): Promise<Buffer> {
    const { Body } = await this.client.send(
      new GetObjectCommand({ Bucket: this.bucket, Key: this.prefix + name, IfMatch: version }),
    );
    return boundedContent(Body as unknown as AsyncIterable<Uint8Array>, maxBytes);
  }
}
