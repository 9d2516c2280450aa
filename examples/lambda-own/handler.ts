// A Lambda function of your own for S3 events: it reads each new raw flow log of AWS or Azure, and writes the rows and
// rejects of the log to a bucket of tables. Bundle it with esbuild: the AWS SDK is part of the Node.js runtime.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { normalizeAny } from 'cloud-flow-logs/normalizer';

/** The properties of an S3 event notification that the handler reads. */
interface S3Event {
  readonly Records: readonly {
    readonly s3: { readonly bucket: { readonly name: string }; readonly object: { readonly key: string } };
  }[];
}

const client = new S3Client();

/** Environment: TABLE_BUCKET, the bucket of the tables. */
export async function handler(event: S3Event): Promise<void> {
  const errors: unknown[] = [];
  for (const { s3 } of event.Records) {
    try {
      // keys in S3 events are URL-encoded, with + for a space
      await normalizeObject(s3.bucket.name, decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
    } catch (error) {
      errors.push(error);
    }
  }
  // Lambda delivers the event again, and the files of the other objects are overwritten with the same bytes
  if (errors.length > 0) {
    throw new AggregateError(
      errors,
      `${errors.length} of ${event.Records.length} failed: ${errors.join('; ')}`,
    );
  }
}

async function normalizeObject(bucket: string, key: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'tables-'));
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const bytes = Body as unknown as AsyncIterable<Uint8Array>;
    // the source determines the names of the files: a second event for the same object overwrites them
    const { outputs, summary } = await normalizeAny({ source: key, bytes }, directory);
    for (const { path } of outputs) {
      const table = { Bucket: process.env.TABLE_BUCKET, Key: relative(directory, path) };
      await client.send(new PutObjectCommand({ ...table, Body: await readFile(path) }));
    }
    console.log(`${key}: ${summary.rows} rows, ${summary.rejects} rejects, ${outputs.length} files`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
