import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectStore } from './object-store';

/** The SDK retries a request if the service is busy, but only if its body is in memory. */
const MAX_BYTES_IN_MEMORY = 128 * 1024 ** 2;

/** Creates an object store over Amazon S3. */
export function s3Store(client: S3Client): ObjectStore {
  return {
    async read({ bucket, key, versionId }) {
      const VersionId = versionId === 'null' ? undefined : versionId;
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId }));
      return Body as unknown as AsyncIterable<Uint8Array>;
    },
    async write(bucket, key, path) {
      const { size } = await stat(path);
      const Body = size <= MAX_BYTES_IN_MEMORY ? await readFile(path) : createReadStream(path);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentLength: size }));
    },
  };
}
