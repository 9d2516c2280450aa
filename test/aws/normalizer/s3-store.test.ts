import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ObjectStore } from '../../../aws/normalizer/object-store';
import { RequestRetries } from '../../../aws/normalizer/request-retries';
import { s3Client, s3Store } from '../../../aws/normalizer/s3-store';
import { Fault, FaultyProxy } from '../../support/faulty-proxy';
import { MemoryBucket } from '../../support/memory-bucket';
import { temporaryDirectory } from '../../support/normalized';

const IDLE_MILLIS = 300;
const LIMITS = { maxBytesInMemory: 1000, maxIdleMillis: IDLE_MILLIS };
const KEY = 'flows/day=2026-11-22/a b.parquet';

let bucket: MemoryBucket;
let proxy: FaultyProxy;
let client: S3Client;
let store: ObjectStore;
let retries: number;
let waits: number[];

beforeEach(async () => {
  bucket = await new MemoryBucket().start();
  proxy = await new FaultyProxy().start(bucket.url);
  client = s3Client({
    endpoint: proxy.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    requestHandler: { connectionTimeout: IDLE_MILLIS, socketTimeout: IDLE_MILLIS },
  });
  store = s3Store(client, LIMITS);
  retries = 0;
  waits = [];
});

afterEach(() => {
  client.destroy();
  proxy.stop();
  bucket.stop();
});

/** The retries of one object, which do not wait. */
function objectRetries(maxMillis = 1e9): RequestRetries {
  const wait = async (millis: number) => void waits.push(millis);
  return new RequestRetries(maxMillis, () => void retries++, { now: Date.now, wait, random: () => 0.5 });
}

function file(bytes: Uint8Array): string {
  const path = join(temporaryDirectory(), 'part.parquet');
  writeFileSync(path, bytes);
  return path;
}

const SMALL = randomBytes(500);
const LARGE = randomBytes(300_000);

describe.each([
  ['in memory', SMALL],
  ['as a stream', LARGE],
])('a file that is uploaded %s', (_, bytes) => {
  test.each([
    Fault.SLOW_DOWN,
    Fault.INTERNAL_ERROR,
    Fault.REQUEST_TIMEOUT,
    Fault.RESET,
    Fault.STALL,
    Fault.LOST_ANSWER,
    Fault.RESET_AFTER,
  ])('is uploaded again after the fault %s', async (fault) => {
    proxy.inject({ PUT: [fault, fault] });
    await store.write('lake', KEY, file(bytes), objectRetries());
    expect([...bucket.objects.keys()]).toEqual([`lake/${KEY}`]);
    expect(bucket.objects.get(`lake/${KEY}`)?.equals(bytes)).toBe(true);
    expect(proxy.requests).toEqual(['PUT', 'PUT', 'PUT']);
    expect(retries).toBe(2);
  });

  test('is not uploaded again if access is denied', async () => {
    proxy.inject({ PUT: [Fault.ACCESS_DENIED] });
    const write = store.write('lake', KEY, file(bytes), objectRetries());
    await expect(write).rejects.toMatchObject({ name: 'AccessDenied' });
    expect([proxy.requests, retries]).toEqual([['PUT'], 0]);
  });

  test('is given up after ten attempts, with the cause', async () => {
    proxy.inject({ PUT: Array(20).fill(Fault.SLOW_DOWN) });
    const write = store.write('lake', KEY, file(bytes), objectRetries());
    await expect(write).rejects.toThrow(
      'S3 did not store a file in 10 attempts: SlowDown: injected. SQS delivers the message again.',
    );
    expect([proxy.requests.length, retries]).toEqual([10, 9]);
    expect(waits).toEqual([300, 600, 1200, 2400, 3750, 3750, 3750, 3750, 3750]);
  });
});

test('requests of an object share 40 % of its time', async () => {
  proxy.inject({ PUT: [...Array(3).fill(Fault.SLOW_DOWN), Fault.NONE, ...Array(20).fill(Fault.SLOW_DOWN)] });
  const shared = objectRetries(10_000);
  await store.write('lake', 'one', file(SMALL), shared);
  expect(retries).toBe(3);
  // 2.1 seconds of waits before, 0.9 now: the next of 1.2 seconds would exceed 4 seconds
  await expect(store.write('lake', 'two', file(SMALL), shared)).rejects.toThrow('in 3 attempts');
});

describe('an object', () => {
  const object = { bucket: 'raw', key: 'AWSLogs/a+b=c/ü?.gz', size: LARGE.length };
  beforeEach(() => void bucket.objects.set(`${object.bucket}/${object.key}`, LARGE));

  const read = async (reference: typeof object = object) =>
    buffer(await store.read(reference, objectRetries()));

  test.each([
    Fault.SLOW_DOWN,
    Fault.INTERNAL_ERROR,
    Fault.REQUEST_TIMEOUT,
    Fault.RESET,
    Fault.STALL,
    Fault.LOST_ANSWER,
  ])('is requested again after the fault %s', async (fault) => {
    proxy.inject({ GET: [fault, fault] });
    expect((await read()).equals(LARGE)).toBe(true);
    expect(proxy.requests).toEqual(['GET', 'GET', 'GET']);
    expect(retries).toBe(2);
  });

  test.each([Fault.TRUNCATED, Fault.STALLED_BODY])(
    'is continued at the first missing byte after the fault %s',
    async (fault) => {
      proxy.inject({ GET: [fault, fault] });
      expect((await read()).equals(LARGE)).toBe(true);
      expect(proxy.requests).toEqual(['GET', 'GET bytes=150000-', 'GET bytes=225000-']);
      expect(retries).toBe(2);
    },
  );

  test('with a response that states too many bytes is complete', async () => {
    proxy.inject({ GET: [Fault.LONG_LENGTH] });
    expect((await read()).equals(LARGE)).toBe(true);
    expect(proxy.requests).toEqual(['GET', `GET bytes=${LARGE.length}-`]);
  });

  test('with a response of too few bytes is continued if it has no checksum', async () => {
    // a part has no checksum: the second response is too short
    proxy.inject({ GET: [Fault.TRUNCATED, Fault.SHORT_LENGTH] });
    expect((await read()).equals(LARGE)).toBe(true);
    expect(proxy.requests).toEqual(['GET', 'GET bytes=150000-', 'GET bytes=225000-']);
  });

  test.each([Fault.CORRUPT, Fault.SHORT_LENGTH])('with the fault %s is not valid', async (fault) => {
    proxy.inject({ GET: [fault] });
    await expect(read()).rejects.toMatchObject({ name: 'CorruptTransferError' });
  });

  test('that is replaced while it is read is not valid', async () => {
    proxy.inject({ GET: [Fault.TRUNCATED] });
    const bytes = await store.read(object, objectRetries());
    bucket.objects.set(`${object.bucket}/${object.key}`, randomBytes(300_000));
    await expect(buffer(bytes)).rejects.toThrow('the object was replaced after 150000 bytes of it were read');
  });

  test('that is deleted while it is read is missing', async () => {
    proxy.inject({ GET: [Fault.TRUNCATED] });
    const bytes = await store.read(object, objectRetries());
    bucket.objects.clear();
    await expect(buffer(bytes)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test.each([
    ['smaller', LARGE.length + 1],
    ['larger', 10],
  ])('that is %s than at the time of the event is complete', async (_, size) => {
    expect((await read({ ...object, size })).equals(LARGE)).toBe(true);
  });

  test('that is empty by now is complete', async () => {
    bucket.objects.set(`${object.bucket}/${object.key}`, Buffer.alloc(0));
    expect(await read()).toHaveLength(0);
  });

  test('is received slowly', async () => {
    proxy.inject({ GET: [Fault.SLOW_BODY] });
    expect((await read()).equals(LARGE)).toBe(true);
    expect(retries).toBe(0);
  });

  test('is given up after ten attempts without progress', async () => {
    proxy.inject({ GET: [Fault.TRUNCATED, ...Array(20).fill(Fault.RESET)] });
    await expect(read()).rejects.toThrow(/^S3 did not return the whole object in 10 attempts: /);
    expect(proxy.requests).toHaveLength(10);
  });

  test.each([
    ['a version', 'L4kqtJlcpXroDTDmpUMLUo', 'versionId=L4kqtJlcpXroDTDmpUMLUo'],
    // the version that S3 sends for objects from before versioning was enabled
    ['the version null', 'null', undefined],
    ['no version', undefined, undefined],
  ])('is read in %s, also when it is continued', async (_, versionId, query) => {
    proxy.inject({ GET: [Fault.TRUNCATED] });
    const bytes = await buffer(await store.read({ ...object, versionId }, objectRetries()));
    expect(bytes.equals(LARGE)).toBe(true);
    expect(proxy.paths).toHaveLength(2);
    for (const path of proxy.paths) {
      expect(path).toContain('/raw/AWSLogs/a%2Bb%3Dc/%C3%BC%3F.gz?');
      expect(new URL(path, proxy.url).searchParams.get('versionId') ?? undefined).toBe(query?.split('=')[1]);
    }
  });
});
