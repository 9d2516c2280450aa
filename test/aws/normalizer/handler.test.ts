import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type BatchResponse, handle, type ObjectStore } from '../../../aws/normalizer/handler';
import { ENVIRONMENT, readSettings } from '../../../aws/normalizer/settings';
import { sql } from '../../support/duckdb';
import { temporaryDirectory } from '../../support/normalized';
import { contentBelow, filesBelow, tableIn } from '../../support/table-files';
import { fileOf, SAMPLE_KEY } from '../sample-records';
import { DirectoryStore } from './directory-store';

const NOW = Date.parse('2026-11-22T10:05:00Z');
const SETTINGS = readSettings({ [ENVIRONMENT.tableBucket]: 'lake', [ENVIRONMENT.tablePrefix]: 'network/' });

/** Records of two days and a reject, so that there are three files. */
const FILE = gzipSync(fileOf({}, { start: '1795392000', end: '1795392059' }, { bytes: 'many' }));

const keyOf = (name: string) => SAMPLE_KEY.replace('1a2b3c4d', name);

/** What S3 sends of new objects. */
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

/** Hands messages over; they are named by their position. */
function deliver(bodies: readonly string[], through: ObjectStore = store): Promise<BatchResponse> {
  const Records = bodies.map((body, index) => ({ messageId: `message-${index}`, body }));
  return handle(
    { Records },
    {
      settings: SETTINGS,
      store: through,
      functionName: 'normalizer',
      now: () => NOW,
      log: (line) => void logged.push(JSON.parse(line)),
    },
  );
}

/** A store that fails at one of its writes. */
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
  test('becomes a table below the prefix', async () => {
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

  test('of which one is damaged gives that one back, and does the others', async () => {
    for (const name of ['one', 'two', 'three']) await store.put('raw', keyOf(name), FILE);
    await store.put('raw', keyOf('two'), FILE.subarray(0, -1));
    const bodies = ['one', 'two', 'three'].map((name) => notification(keyOf(name)));
    expect(await deliver(bodies)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    const table = tableIn(join(root, 'lake/network'), 'flows');
    const sources = await sql(`select distinct source from ${table} order by source`);
    expect(sources.map(({ source }) => source)).toEqual([keyOf('one'), keyOf('three')]);
  });

  test.each([
    ['an object that is not there', notification(keyOf('lost')), keyOf('lost')],
    ['no notification', 'hello', 'unknown'],
  ])('gives back what tells of %s', async (_, body, source) => {
    expect(await deliver([body])).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
    expect(logged).toMatchObject([{ FailedObjects: 1, Objects: 0, source, message: expect.any(String) }]);
    expect(filesBelow(root)).toEqual([]);
  });

  test('with the test event of S3 is done with', async () => {
    expect(await deliver([JSON.stringify({ Event: 's3:TestEvent' })])).toEqual({ batchItemFailures: [] });
    expect(logged).toEqual([]);
  });

  test('finds keys with blanks and signs', async () => {
    const key = `raw logs/a+b=c/${keyOf('one')}`;
    await store.put('raw', key, FILE);
    expect(await deliver([notification(key)])).toEqual({ batchItemFailures: [] });
    expect(logged).toMatchObject([{ source: key, Rows: 2 }]);
  });
});

describe('a message delivered again', () => {
  test('leaves the same bytes', async () => {
    await store.put('raw', keyOf('one'), FILE);
    await deliver([notification(keyOf('one'))]);
    const before = contentBelow(join(root, 'lake'));
    expect(Object.keys(before)).toHaveLength(3);
    await deliver([notification(keyOf('one')), notification(keyOf('one'))]);
    expect(contentBelow(join(root, 'lake'))).toEqual(before);
  });

  test.each([1, 2, 3])('after write %i of 3 failed leaves the same table', async (failingWrite) => {
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
  test('has one line of metrics for each object', async () => {
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

  test('says what failed, and why', async () => {
    await store.put('raw', keyOf('one'), FILE.subarray(0, -1));
    await deliver([notification(keyOf('one'))]);
    expect(logged).toMatchObject([{ FailedObjects: 1, source: keyOf('one'), error: 'InputError' }]);
    expect(logged[0]?.message).toContain('gzip is damaged');
  });
});

describe('the disk', () => {
  test('is used while an object is at work, and is empty after', async () => {
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
  ])('is empty after %s failed', async (_, bytes, failingWrite) => {
    await store.put('raw', keyOf('one'), bytes);
    const { batchItemFailures } = await deliver([notification(keyOf('one'))], failingAt(failingWrite));
    expect(batchItemFailures).toHaveLength(1);
    expect(readdirSync(workspace)).toEqual([]);
  });
});
