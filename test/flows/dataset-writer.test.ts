import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../flows/columns';
import { DatasetWriter } from '../../flows/dataset-writer';
import { dayOf, type Partition } from '../../flows/partition';
import { sql } from '../support/duckdb';
import { temporaryDirectory } from '../support/normalized';
import { filesBelow } from '../support/table-files';

const COLUMNS = columnsOf([['n', 'number', 'never', 'unmapped', 'a number']]);
const FIRST = Date.parse('2026-01-01');
const DAY = 86_400_000;

function partition(day: number): Partition {
  return {
    cloud: 'aws',
    account_id: '123456789012',
    region: 'eu-west-1',
    day: dayOf(BigInt(FIRST + day * DAY)),
  };
}

/** Writes the numbers below a count, and rotates through the partitions of several days. */
function written(count: number, days: number) {
  const directory = temporaryDirectory();
  const writer = new DatasetWriter(directory, 'source-1.parquet', COLUMNS);
  for (let n = 0; n < count; n++) writer.add(partition(n % days), [BigInt(n)]);
  return { directory, outputs: writer.finish() };
}

async function found(directory: string) {
  const [row] = await sql(`
    select count(*) as rows, count(distinct n) as numbers, max(n) as largest
    from read_parquet('${directory}/**/*.parquet')`);
  return row;
}

describe('a very large source', () => {
  const COUNT = 600_000;

  test('gets further files, which contain every row once and in order', async () => {
    const { directory, outputs } = written(COUNT, 1);
    expect(outputs.map(({ path }) => basename(path))).toEqual(['source-1.parquet', 'source-1.part2.parquet']);
    expect(outputs.reduce((sum, { rows }) => sum + rows, 0)).toBe(COUNT);
    expect(await found(directory)).toEqual({
      rows: BigInt(COUNT),
      numbers: BigInt(COUNT),
      largest: BigInt(COUNT - 1),
    });
    const [first] = await sql(`select max(n) as n from '${outputs[0]?.path}'`);
    const [second] = await sql(`select min(n) as n from '${outputs[1]?.path}'`);
    expect(second?.n).toBe((first?.n as bigint) + 1n);
  });
});

describe('a source that alternates between partitions', () => {
  test('loses no row and leaves no unfinished file', async () => {
    const count = 90_000;
    const { directory, outputs } = written(count, 100);
    expect(await found(directory)).toEqual({
      rows: BigInt(count),
      numbers: BigInt(count),
      largest: BigInt(count - 1),
    });
    expect(filesBelow(directory)).toHaveLength(outputs.length);
    expect(outputs.length).toBeGreaterThan(100);
  });

  test('can have more partitions than rows that are buffered', async () => {
    const count = 2_200;
    const { directory, outputs } = written(count, 2_100);
    expect(await found(directory)).toEqual({
      rows: BigInt(count),
      numbers: BigInt(count),
      largest: BigInt(count - 1),
    });
    expect(outputs).toHaveLength(2_200);
  });
});
