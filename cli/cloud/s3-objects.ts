import {
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { sourceOf } from '../../aws/normalizer/s3-events';
import type { S3Source } from '../normalize/source';
import { UserError } from '../user-error';
import type { S3Url } from './cloud-url';
import { resumable } from './resumable';
import { listingError, objectError } from './s3-problem';

/** An object whose bytes can be read. */
export interface OpenedObject {
  /** Identity of the log, as the deployed function writes it. */
  readonly source: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly again: () => AsyncIterable<Uint8Array>;
}

const CONNECTION_MILLIS = 10_000;
const IDLE_MILLIS = 60_000;
/** Region of the requests that find the region of a bucket. */
const ANY_REGION = 'us-east-1';

const clients = new Map<boolean, Promise<S3Client>>();

/** A URL, and how to address its bucket. */
type S3Place = S3Url & Pick<S3Source, 'usesPathStyle'>;

/** Returns the object with exactly this key; undefined if the listing has to decide. */
export async function findObject(url: S3Place): Promise<S3Source | undefined> {
  const { bucket, key, versionId, usesPathStyle } = url;
  try {
    const s3 = await s3Client(usesPathStyle);
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    return objectSource(url, key, head);
  } catch (error) {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    // the response to a HEAD request states no reason, and that to a listing does
    if (versionId === undefined && $metadata?.httpStatusCode !== undefined) return undefined;
    throw listingError(error, url);
  }
}

/** Lists the objects whose keys begin with a text, page by page. */
export async function* listObjects(url: S3Place): AsyncGenerator<S3Source> {
  const { bucket, key, usesPathStyle } = url;
  let isEmpty = true;
  try {
    const pages = paginateListObjectsV2(
      { client: await s3Client(usesPathStyle) },
      { Bucket: bucket, Prefix: key },
    );
    for await (const { Contents = [] } of pages) {
      for (const { Key = '', Size = 0 } of Contents) {
        isEmpty = false;
        yield { kind: 's3', bucket, key: Key, source: Key, size: Size, usesPathStyle };
      }
    }
  } catch (error) {
    throw listingError(error, url);
  }
  if (isEmpty) throw new UserError(`s3://${bucket}/${key} does not exist: no key begins with it`);
}

/** Opens an object. Reading continues after a lost connection, and fails if the object is replaced meanwhile. */
export async function openObject(object: S3Source): Promise<OpenedObject> {
  const { bucket, key, versionId, usesPathStyle } = object;
  const get = async (offset: number, etag?: string) => {
    try {
      return await (await s3Client(usesPathStyle)).send(
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          VersionId: versionId,
          IfMatch: etag,
          Range: offset > 0 ? `bytes=${offset}-` : undefined,
        }),
      );
    } catch (error) {
      throw objectError(error);
    }
  };
  const { Body, ETag, ContentLength, VersionId } = await get(0);
  const reading = { size: ContentLength ?? object.size, idleMillis: IDLE_MILLIS };
  const from = async (offset: number) => (await get(offset, ETag)).Body as AsyncIterable<Uint8Array>;
  return {
    source: sourceOf({ bucket, key, versionId: versionId ?? VersionId }),
    bytes: resumable(from, { ...reading, first: Body as unknown as AsyncIterable<Uint8Array> }),
    again: () => resumable(from, reading),
  };
}

function objectSource(
  { bucket, versionId, usesPathStyle }: S3Place,
  key: string,
  head: HeadObjectCommandOutput,
): S3Source {
  const source = sourceOf({ bucket, key, versionId: versionId ?? head.VersionId });
  const version = versionId === undefined ? {} : { versionId };
  return { kind: 's3', bucket, key, source, size: head.ContentLength ?? 0, usesPathStyle, ...version };
}

/** The client of this thread. It uses the credentials and the region of the environment or of the AWS profile. */
function s3Client(forcePathStyle: boolean): Promise<S3Client> {
  const known = clients.get(forcePathStyle);
  if (known) return known;
  const client = makeClient(forcePathStyle);
  clients.set(forcePathStyle, client);
  return client;
}

async function makeClient(forcePathStyle: boolean): Promise<S3Client> {
  const settings = {
    forcePathStyle,
    // a bucket of another region answers with its region
    followRegionRedirects: true,
    requestHandler: { connectionTimeout: CONNECTION_MILLIS },
  };
  const client = new S3Client(settings);
  try {
    await client.config.region();
    return client;
  } catch {
    return new S3Client({ ...settings, region: ANY_REGION });
  }
}
