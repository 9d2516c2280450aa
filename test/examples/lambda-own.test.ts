import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLocalBuckets } from '../../scripts/demo/local-buckets.mjs';
import { sql } from '../support/duckdb';
import { SAMPLE, SAMPLE_KEY, sampleObject } from '../support/sample-object';
import { contentBelow, tableIn } from '../support/table-files';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-lambda-'));
const [raw, tables] = [join(directory, 'raw'), join(directory, 'tables')];
let buckets: Awaited<ReturnType<typeof startLocalBuckets>>;

beforeAll(async () => {
  for (const bucket of [raw, tables]) mkdirSync(bucket);
  buckets = await startLocalBuckets({ raw, tables });
  const environment = {
    AWS_ENDPOINT_URL: buckets.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    TABLE_BUCKET: 'tables',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});

afterAll(() => {
  vi.unstubAllEnvs();
  buckets.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('the example handler writes the tables of an object, and the same tables for a second event', async () => {
  const { handler } = await import('../../examples/lambda-own/handler.js');
  const path = join(raw, SAMPLE_KEY);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, sampleObject());
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const event = {
    Records: [{ s3: { bucket: { name: 'raw' }, object: { key: encodeURIComponent(SAMPLE_KEY) } } }],
  };
  await handler(event);
  const written = contentBelow(tables);
  const from = tableIn(tables, 'flows');
  expect(await sql(`select source, count(*)::int as n from ${from} group by all`)).toEqual([
    { source: SAMPLE_KEY, n: SAMPLE.rows },
  ]);
  await handler(event);
  expect(contentBelow(tables)).toEqual(written);
  const files = Object.keys(written).length;
  expect(log.mock.calls).toEqual(
    Array(2).fill([`${SAMPLE_KEY}: ${SAMPLE.rows} rows, ${SAMPLE.rejects} rejects, ${files} files`]),
  );
});

test('the example handler writes the other objects of an event if one fails', async () => {
  const { handler } = await import('../../examples/lambda-own/handler.js');
  const key = SAMPLE_KEY.replace('a1b2c3d4', '900d0000');
  mkdirSync(dirname(join(raw, key)), { recursive: true });
  writeFileSync(join(raw, key), sampleObject());
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const Records = ['lost.log.gz', key].map((name) => ({
    s3: { bucket: { name: 'raw' }, object: { key: encodeURIComponent(name) } },
  }));
  await expect(handler({ Records })).rejects.toThrow(/^1 of 2 failed: NotFound/);
  const from = tableIn(tables, 'flows');
  expect(await sql(`select count(*)::int as n from ${from} where source = '${key}'`)).toEqual([
    { n: SAMPLE.rows },
  ]);
});
