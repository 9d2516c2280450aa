import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { PutObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { ObjectStore } from './object-store';
import { S3Body } from './s3-body';

/** Limits of the store. */
export interface S3StoreLimits {
  /** Larger files are uploaded as a stream, so that an upload needs little memory. */
  readonly maxBytesInMemory: number;
  /** Longest time without a byte of a response, in milliseconds. */
  readonly maxIdleMillis: number;
}

/** Time limits of a connection, in milliseconds: to establish it, and without a byte in either direction. */
const CONNECTION_TIMEOUT = 3_000;
const IDLE_TIMEOUT = 10_000;

/** The body has a time limit of its own: the timeout of a socket ends with the request in some states. */
const LIMITS: S3StoreLimits = { maxBytesInMemory: 8 * 1024 ** 2, maxIdleMillis: IDLE_TIMEOUT + 2_000 };

const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Creates a client whose requests end if S3 does not respond, and which leaves repetitions to `RequestRetries`. */
export function s3Client(config: S3ClientConfig = {}): S3Client {
  return new S3Client({
    maxAttempts: 1,
    // the SDK warns on the console about each failed request with a stream
    logger: SILENT,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, socketTimeout: IDLE_TIMEOUT },
    ...config,
  });
}

/** Creates an object store over Amazon S3. */
export function s3Store(client: S3Client, limits = LIMITS): ObjectStore {
  return {
    read: (object, retries) => new S3Body(client, object, retries, limits.maxIdleMillis).open(),
    async write(bucket, key, path, retries) {
      const { size } = await stat(path);
      const small = size <= limits.maxBytesInMemory ? await readFile(path) : undefined;
      await retries.run('store a file', async () => {
        // a stream can be read once, so each attempt has its own
        const Body = small ?? createReadStream(path);
        try {
          await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentLength: size }));
        } finally {
          if ('destroy' in Body) Body.destroy();
        }
      });
    },
  };
}
