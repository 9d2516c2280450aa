import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normalize } from '../../aws/normalize';
import { FLOW_COLUMNS } from '../../flows/columns';
import { resultOf } from '../support/duckdb';
import { Spark } from '../support/spark/spark';
import { damagedObject, objectsOf, SAMPLES, sampleEnricher } from '../support/trino/samples';

/** An account whose id starts with zero. */
const LEADING_ZERO = '012345678901';

/** Spark otherwise reads partition values that look like numbers as numbers. */
const TEXT_KEYS = { 'spark.sql.sources.partitionColumnTypeInference.enabled': 'false' };

const OLD = Spark.release('3.2.4');
const CURRENT = Spark.release('3.5.7');

const present = [OLD, CURRENT].map((spark) => spark.isPresent()).every(Boolean);

/** Every column as text; times in microseconds since 1970. */
function allAsText(micros: string): string {
  const values = FLOW_COLUMNS.map(({ name, type }) =>
    type === 'timestamp' ? `cast(${micros}(${name}) as string)` : `cast(${name} as string)`,
  );
  return `select ${[...values, 'cast(day as string)'].join(', ')} from flows`;
}

describe.skipIf(!present)('the table in Spark', { timeout: 300_000 }, () => {
  let directory: string;
  const flows = (kind: 'default' | 'compatible') => join(directory, kind, 'flows');

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-spark-'));
    const objects = [...SAMPLES.flatMap(objectsOf), damagedObject(), leadingZero()];
    for (const compatible of [false, true]) {
      const out = join(directory, compatible ? 'compatible' : 'default');
      const enricher = sampleEnricher();
      for (const { key, body } of objects)
        await normalize({ source: key, bytes: once(body) }, out, { enricher, compatible });
    }
  }, 120_000);

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test.each([
    ['compatible', OLD.version, OLD],
    ['compatible', CURRENT.version, CURRENT],
    ['default', CURRENT.version, CURRENT],
  ] as const)('of %s files has the rows that DuckDB reads in Spark %s', async (kind, _, spark) => {
    const before = [
      `create view flows as select * from read_parquet('${flows(kind)}/**/*.parquet', hive_partitioning = true, ` +
        'hive_types_autocast = false)',
    ];
    const expected = await resultOf(before, allAsText('epoch_us'));
    const rows = await spark.query(flows(kind), allAsText('unix_micros'), TEXT_KEYS);
    expect(inOrder(rows)).toEqual(inOrder(expected.rows));
    expect(rows.length).toBeGreaterThan(1_000);
  });

  test('of default files fails in Spark before 3.3', async () => {
    const failure = OLD.query(flows('default'), 'select cast(sum(bytes_out) as string) from flows');
    await expect(failure).rejects.toThrow('Unsupported encoding: DELTA_BINARY_PACKED');
  });

  test('loses leading zeros of account ids, unless partition values are text', async () => {
    const accounts = `select distinct cast(account_id as string) from flows where interface_id = 'eni-zero'`;
    expect(await CURRENT.query(flows('default'), accounts)).toEqual([['12345678901']]);
    expect(await CURRENT.query(flows('default'), accounts, TEXT_KEYS)).toEqual([[LEADING_ZERO]]);
  });
});

function leadingZero(): { key: string; body: Buffer } {
  const lines = [
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
    `2 ${LEADING_ZERO} eni-zero 192.0.2.1 192.0.2.2 1024 443 6 1 40 1795341600 1795341660 ACCEPT OK`,
  ];
  return { key: 'zero.log', body: Buffer.from(lines.join('\n')) };
}

function inOrder(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
