import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { type BatchResponse, handle } from '../../../aws/normalizer/handler';
import { normalizeObject } from '../../../aws/normalizer/normalize-object';
import type { ObjectStore } from '../../../aws/normalizer/object-store';
import { CorruptTransferError } from '../../../aws/normalizer/s3-body';
import { ENVIRONMENT, readSettings } from '../../../aws/normalizer/settings';
import { StreamSource, streamPrefix } from '../../../aws/stream-key';
import { sql } from '../../support/duckdb';
import { temporaryDirectory } from '../../support/normalized';
import { contentBelow, filesBelow, tableIn } from '../../support/table-files';
import { fileOf, record, SAMPLE_KEY } from '../sample-records';
import { DirectoryStore } from './directory-store';
import { bodyOf, eventBridgeBody, recordOf, snsBody } from './event-bodies';

const NOW = Date.parse('2026-11-22T10:05:00Z');
const SETTINGS = readSettings({ [ENVIRONMENT.tableBucket]: 'lake', [ENVIRONMENT.tablePrefix]: 'network/' });

/** Records of two days and a reject: three output files. */
const FILE = gzipSync(fileOf({}, { start: '1795392000', end: '1795392059' }, { bytes: 'many' }));

const keyOf = (name: string) => SAMPLE_KEY.replace('1a2b3c4d', name);

/** The notification that S3 sends for new objects. */
function notification(...keys: string[]): string {
  const Records = keys.map((key) => ({
    s3: { bucket: { name: 'raw' }, object: { key: encodeURIComponent(key).replaceAll('%20', '+') } },
  }));
  return JSON.stringify({ Records });
}

let root: string;
let workspace: string;
let store: DirectoryStore;
let logged: Record<string, unknown>[];

beforeEach(() => {
  root = temporaryDirectory();
  workspace = join(root, 'workspace');
  mkdirSync(workspace);
  vi.stubEnv('TMPDIR', workspace);
  onTestFinished(() => void vi.unstubAllEnvs());
  store = new DirectoryStore(root);
  logged = [];
});

/** Creates an event of messages, whose ids are their positions. */
function deliver(
  bodies: readonly string[],
  through: ObjectStore = store,
  settings = SETTINGS,
): Promise<BatchResponse> {
  const Records = bodies.map((body, index) => ({ messageId: `message-${index}`, body }));
  const now = () => NOW;
  return handle(
    { Records },
    {
      settings,
      runner: { run: (object) => normalizeObject(object, { settings, store: through, now }) },
      functionName: 'normalizer',
      remainingMillis: () => Number.POSITIVE_INFINITY,
      now,
      log: (line) => void logged.push(JSON.parse(line)),
    },
  );
}

/** A store that fails on one of its writes. */
function failingAt(failingWrite: number): ObjectStore {
  let writes = 0;
  return {
    read: (object) => store.read(object),
    write: async (bucket, key, path) => {
      writes++;
      if (writes === failingWrite) throw new Error('connection lost');
      await store.write(bucket, key, path);
    },
  };
}

describe('a batch of messages', () => {
  test('is written to the table below the prefix', async () => {
    await store.put('raw', keyOf('one'), FILE);
    expect(await deliver([notification(keyOf('one'))])).toEqual({ batchItemFailures: [] });
    const partition = 'cloud=aws/account_id=123456789012/region=eu-west-1';
    expect(filesBelow(join(root, 'lake'))).toEqual([
      expect.stringMatching(`^network/flows/${partition}/day=2026-11-22/[^/]+\\.parquet$`),
      expect.stringMatching(`^network/flows/${partition}/day=2026-11-23/[^/]+\\.parquet$`),
      expect.stringMatching(`^network/rejects/${partition}/day=2026-11-22/[^/]+\\.parquet$`),
    ]);
    const table = tableIn(join(root, 'lake/network'), 'flows');
    expect(await sql(`select source, source_row from ${table} order by source_row`)).toEqual([
      { source: keyOf('one'), source_row: 2n },
      { source: keyOf('one'), source_row: 3n },
    ]);
  });

  test('with one damaged object returns that message, and normalizes the others', async () => {
    for (const name of ['one', 'two', 'three']) await store.put('raw', keyOf(name), FILE);
    await store.put('raw', keyOf('two'), FILE.subarray(0, -1));
    const bodies = ['one', 'two', 'three'].map((name) => notification(keyOf(name)));
    expect(await deliver(bodies)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    const table = tableIn(join(root, 'lake/network'), 'flows');
    const sources = await sql(`select distinct source from ${table} order by source`);
    expect(sources.map(({ source }) => source)).toEqual([keyOf('one'), keyOf('three')]);
  });

  test.each([
    ['an object that does not exist', notification(keyOf('lost')), keyOf('lost')],
    ['a body that is not a notification', 'hello', 'unknown'],
  ])('returns the message for %s', async (_, body, source) => {
    expect(await deliver([body])).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
    expect(logged).toMatchObject([{ FailedObjects: 1, Objects: 0, source, message: expect.any(String) }]);
    expect(filesBelow(root)).toEqual([]);
  });

  test('through S3, a topic and EventBridge normalizes an object once', async () => {
    await store.put('raw', keyOf('one'), FILE);
    const direct = notification(keyOf('one'));
    const bodies = [direct, snsBody(direct), eventBridgeBody({ key: keyOf('one') })];
    expect(await deliver(bodies)).toEqual({ batchItemFailures: [] });
    expect(logged).toMatchObject([{ Objects: 1, source: keyOf('one'), messageId: 'message-0' }]);
  });

  test('counts events that announce no object, and succeeds', async () => {
    await store.put('raw', keyOf('one'), FILE);
    const removed = bodyOf(
      recordOf({ key: 'x' }, { eventName: 'ObjectRemoved:Delete' }),
      recordOf({ key: 'y' }, { eventName: 'ObjectRemoved:Delete' }),
      recordOf({ key: keyOf('one') }),
    );
    const tagged = eventBridgeBody({ key: 'x' }, { 'detail-type': 'Object Tags Added' });
    expect(await deliver([removed, tagged])).toEqual({ batchItemFailures: [] });
    expect(logged).toMatchObject([
      { IgnoredEvents: 2, events: ['ObjectRemoved:Delete'], messageId: 'message-0' },
      { Objects: 1, source: keyOf('one') },
      { IgnoredEvents: 1, events: ['Object Tags Added'], messageId: 'message-1' },
    ]);
  });

  test('with the test event of S3 succeeds', async () => {
    expect(await deliver([JSON.stringify({ Event: 's3:TestEvent' })])).toEqual({ batchItemFailures: [] });
    expect(logged).toEqual([]);
  });

  test('decodes keys with blanks and special characters', async () => {
    const key = `raw logs/a+b=c/${keyOf('one')}`;
    await store.put('raw', key, FILE);
    expect(await deliver([notification(key)])).toEqual({ batchItemFailures: [] });
    expect(logged).toMatchObject([{ source: key, Rows: 2 }]);
  });
});

describe('streamed objects', () => {
  const place = { via: StreamSource.FIREHOSE, account: '123456789012', region: 'eu-west-1' };
  const keyOfFormat = (formatId: string) =>
    streamPrefix({ ...place, formatId }).prefix.replace('!{timestamp:yyyy/MM/dd/HH}', '2026/11/22/10') +
    'lake-1-2026-11-22-10-05-59-0a1b2c3d-0011-2233-4455-66778899aabb';
  const formats = { two: `${LogFormat.AWS_DEFAULT}`, short: '${bytes} ${srcaddr}' };
  const settings = readSettings({
    [ENVIRONMENT.tableBucket]: 'lake',
    [ENVIRONMENT.logFormats]: JSON.stringify(formats),
  });

  test('are read with the format that their key specifies', async () => {
    await store.put('raw', keyOfFormat('two'), JSON.stringify({ message: record() }));
    await store.put('raw', keyOfFormat('short'), '7 192.0.2.7\n');
    const bodies = [notification(keyOfFormat('two')), notification(keyOfFormat('short'))];
    expect(await deliver(bodies, store, settings)).toEqual({ batchItemFailures: [] });
    const columns = 'account_id, region, flow_log_id, bytes_out, src_addr';
    const table = tableIn(join(root, 'lake'), 'flows');
    const origin = { account_id: '123456789012', region: 'eu-west-1', flow_log_id: 'lake' };
    expect(await sql(`select ${columns} from ${table} order by bytes_out`)).toEqual([
      { ...origin, bytes_out: 7n, src_addr: '192.0.2.7' },
      { ...origin, bytes_out: 840n, src_addr: '192.0.2.10' },
    ]);
  });

  test('of a format that is not configured are returned, and the others are normalized', async () => {
    await store.put('raw', keyOfFormat('gone'), JSON.stringify({ message: record() }));
    await store.put('raw', keyOf('one'), FILE);
    const bodies = [notification(keyOfFormat('gone')), notification(keyOf('one'))];
    expect(await deliver(bodies, store, settings)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }],
    });
    expect(logged[0]?.message).toBe(
      'the object key specifies the format "gone", which FLOW_LOG_FORMATS does not contain. It contains two, short. Add the format, and move the message back to the queue.',
    );
    expect(logged[1]).toMatchObject({ Objects: 1, Rows: 2 });
  });

  test('are the only objects with a declared format', async () => {
    await store.put('raw', 'imports/short/one.log', '7 192.0.2.7\n');
    const { batchItemFailures } = await deliver([notification('imports/short/one.log')], store, settings);
    expect(batchItemFailures).toHaveLength(1);
    expect(logged[0]?.message).toContain('expected a flow log, received text');
  });
});

describe('objects of others', () => {
  const unread: ObjectStore = {
    read: () => Promise.reject(new Error('read')),
    write: () => Promise.reject(new Error('written')),
  };

  test('are not read: the message succeeds, and the log has the key and the reason', async () => {
    const key = 'inventory/flows/2026-11-22T01-00Z/manifest.json';
    expect(await deliver([notification(key)], unread)).toEqual({ batchItemFailures: [] });
    expect(logged).toMatchObject([
      {
        SkippedObjects: 1,
        source: key,
        reason:
          'the key is outside of the folders AWSLogs/.../vpcflowlogs/, streams/ and imports/, which the normalizer reads',
      },
    ]);
  });

  test('of a stream that could not process records have a metric of their own', async () => {
    const key = 'stream-errors/firehose/123456789012/eu-west-1/two/processing-failed/2026/11/22/10/lake-1';
    expect(await deliver([notification(key)], unread)).toEqual({ batchItemFailures: [] });
    expect(logged).toMatchObject([{ StreamErrorObjects: 1, source: key }]);
    expect(logged[0]).not.toHaveProperty('SkippedObjects');
  });

  test('do not hide objects in the folders of flow logs that cannot be read', async () => {
    await store.put('raw', keyOf('one'), '<html>');
    const { batchItemFailures } = await deliver([notification(keyOf('one'))]);
    expect(batchItemFailures).toHaveLength(1);
    expect(logged).toMatchObject([{ FailedObjects: 1, failure: 'input', Retries: 0 }]);
  });
});

describe('an object that S3 cannot return', () => {
  const failing = (error: object): ObjectStore => ({
    read: () => Promise.reject(Object.assign(new Error('refused'), error)),
    write: () => Promise.reject(new Error('written')),
  });

  test('because it was deleted is counted, and not requested again', async () => {
    const noSuchKey = { name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } };
    expect(await deliver([notification(keyOf('one'))], failing(noSuchKey))).toEqual({
      batchItemFailures: [],
    });
    expect(logged).toMatchObject([{ MissingObjects: 1, source: keyOf('one') }]);
    expect(logged[0]).not.toHaveProperty('FailedObjects');
  });

  test.each([
    ['access', { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }],
    ['access', { name: 'KMS.DisabledException', $metadata: { httpStatusCode: 400 } }],
    ['access', { name: 'InvalidObjectState', $metadata: { httpStatusCode: 403 } }],
    ['transient', { name: 'SlowDown', $metadata: { httpStatusCode: 503 } }],
    ['transient', { name: 'KMS.ThrottlingException', $metadata: { httpStatusCode: 400 } }],
    ['transient', { code: 'ECONNRESET' }],
    ['access', { name: 'PartitionsError', cause: { name: 'AccessDeniedException' } }],
    ['transient', { name: 'PartitionsError', cause: { name: 'ThrottlingException' } }],
    ['other', { name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } }],
  ])('is a failure of the kind %s: %o', async (failure, error) => {
    const { batchItemFailures } = await deliver([notification(keyOf('one'))], failing(error));
    expect(batchItemFailures).toHaveLength(1);
    expect(logged).toMatchObject([{ FailedObjects: 1, failure }]);
  });
});

describe('an object whose bytes were damaged on the way', () => {
  /** A store that notices at the end of the first reads that the bytes are not valid. */
  function corrupting(reads: number): ObjectStore {
    return {
      read: async (object) => {
        const bytes = await store.read(object);
        return reads-- > 0 ? corruptAtEnd(bytes) : bytes;
      },
      write: (bucket, key, path) => store.write(bucket, key, path),
    };
  }

  async function* corruptAtEnd(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    yield* bytes;
    throw new CorruptTransferError('Checksum mismatch');
  }

  test.each([1, 2])('%i times is read again, and its rows exist once', async (times) => {
    await store.put('raw', keyOf('one'), FILE);
    await deliver([notification(keyOf('one'))]);
    const undisturbed = contentBelow(join(root, 'lake'));
    expect(await deliver([notification(keyOf('one'))], corrupting(times))).toEqual({ batchItemFailures: [] });
    expect(contentBelow(join(root, 'lake'))).toEqual(undisturbed);
    expect(logged[1]).toMatchObject({ Objects: 1, Rows: 2, Retries: times, StoredBytes: FILE.length });
  });

  test('three times is a transient failure without rows', async () => {
    await store.put('raw', keyOf('one'), FILE);
    const { batchItemFailures } = await deliver([notification(keyOf('one'))], corrupting(3));
    expect(batchItemFailures).toHaveLength(1);
    expect(logged).toMatchObject([{ FailedObjects: 1, failure: 'transient', Retries: 2 }]);
    expect(filesBelow(root)).toEqual([expect.stringContaining('raw/')]);
  });
});

describe('a message delivered again', () => {
  test('writes the same bytes', async () => {
    await store.put('raw', keyOf('one'), FILE);
    await deliver([notification(keyOf('one'))]);
    const before = contentBelow(join(root, 'lake'));
    expect(Object.keys(before)).toHaveLength(3);
    await deliver([notification(keyOf('one')), notification(keyOf('one'))]);
    expect(contentBelow(join(root, 'lake'))).toEqual(before);
  });

  test.each([1, 2, 3])('after a failure of write %i of 3 writes the same table', async (failingWrite) => {
    await store.put('raw', keyOf('one'), FILE);
    const body = notification(keyOf('one'));
    const failure = { batchItemFailures: [{ itemIdentifier: 'message-0' }] };
    expect(await deliver([body], failingAt(failingWrite))).toEqual(failure);
    const written = join(root, 'lake');
    expect(failingWrite === 1 ? [] : filesBelow(written)).toHaveLength(failingWrite - 1);
    expect(await deliver([body])).toEqual({ batchItemFailures: [] });
    const table = contentBelow(written);
    await deliver([body]);
    expect(contentBelow(written)).toEqual(table);
    expect(Object.keys(table)).toHaveLength(3);
  });
});

describe('the log', () => {
  test('contains one line of metrics per object', async () => {
    for (const name of ['one', 'two']) await store.put('raw', keyOf(name), FILE);
    await deliver([notification(keyOf('one'), keyOf('two'))]);
    const expected = {
      _aws: { Timestamp: NOW },
      FunctionName: 'normalizer',
      Objects: 1,
      FailedObjects: 0,
      Records: 3,
      Rows: 2,
      Rejects: 1,
      StoredBytes: FILE.length,
      byRejectCode: { 'not-a-number': 1 },
    };
    expect(logged).toMatchObject([
      { ...expected, source: keyOf('one') },
      { ...expected, source: keyOf('two') },
    ]);
  });

  test('contains the object that failed, and the error', async () => {
    await store.put('raw', keyOf('one'), FILE.subarray(0, -1));
    await deliver([notification(keyOf('one'))]);
    expect(logged).toMatchObject([{ FailedObjects: 1, source: keyOf('one'), error: 'InputError' }]);
    expect(logged[0]?.message).toContain('gzip is damaged');
  });
});

describe('the disk', () => {
  test('contains files during normalization only', async () => {
    await store.put('raw', keyOf('one'), FILE);
    const seen: number[] = [];
    const watched: ObjectStore = {
      read: (object) => store.read(object),
      write: async () => void seen.push(readdirSync(workspace).length),
    };
    await deliver([notification(keyOf('one'))], watched);
    expect(seen).toEqual([1, 1, 1]);
    expect(readdirSync(workspace)).toEqual([]);
  });

  test.each([
    ['reading', FILE.subarray(0, -1), 0],
    ['writing', FILE, 2],
  ])('is empty after a failure of %s', async (_, bytes, failingWrite) => {
    await store.put('raw', keyOf('one'), bytes);
    const { batchItemFailures } = await deliver([notification(keyOf('one'))], failingAt(failingWrite));
    expect(batchItemFailures).toHaveLength(1);
    expect(readdirSync(workspace)).toEqual([]);
  });
});
