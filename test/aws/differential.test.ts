import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowField, VpcField } from '../../aws/fields';
import { normalize } from '../../aws/normalize';
import { flowColumn } from '../../flows/columns';
import { sql } from '../support/duckdb';
import { FIXTURES, hasFixtures } from '../support/fixtures';
import { chunks, temporaryDirectory } from '../support/normalized';
import { anyFile } from './arbitrary-records';

const FILES = fc
  .sample(anyFile, { seed: 20_261_122, numRuns: 30 })
  .filter(({ records }) => records.length > 0);
const FIELDS = new Map<string, FlowField>(VpcField.all().map((field) => [field.name, field]));

/** Compares the table with the result of DuckDB, an independent implementation. */
describe('DuckDB reads the same values from the raw text and from the table', () => {
  test.each(FILES.map((file, index) => ({ ...file, index })))(
    'invented file $index',
    async ({ fields, records }) => {
      const header = fields.map(({ name }) => name);
      const lines = records.map((record) => record.map(({ text }) => text).join(' '));
      await expectSame([header.join(' '), ...lines, ''].join('\n'), header);
    },
  );

  test
    .skipIf(!hasFixtures)
    .each([
      'centralized-logging-with-opensearch/vpcflow.log',
      'datadog-forwarder/vpc_header.log',
      'flowlogs-reader/v3_file.log',
      'flowlogs-reader/v4_file.log',
      'msaad00-vpc/vpc_flow_logs_raw_sample.log',
    ])('published file %s', async (name) => {
    const text = readFileSync(join(FIXTURES, name), 'utf8');
    await expectSame(text, (text.split('\n')[0] as string).split(' '));
  });
});

async function expectSame(text: string, header: readonly string[]): Promise<void> {
  const directory = temporaryDirectory();
  const raw = join(directory, 'raw.txt');
  writeFileSync(raw, text);
  const { summary } = await normalize({ source: 'raw.txt', bytes: chunks(text) }, directory);
  expect(summary.rejects).toBe(0);

  const fields = header.map((name) => FIELDS.get(name) as FlowField);
  const columns = header.map((name) => `'${name}': 'varchar'`).join(', ');
  const csv = `read_csv('${raw}', delim = ' ', header = true, quote = '', escape = '', nullstr = '-', auto_detect = false,
    null_padding = false, columns = {${columns}})`;
  // the header is line 1
  const ours = `select source_row, ${fields.map(({ column }) => `"${column}"`).join(', ')}
    from read_parquet('${directory}/flows/**/*.parquet', hive_partitioning = false)`;
  const theirs = `select row_number() over () + 1 as source_row, ${fields.map(fromText).join(', ')} from ${csv}`;
  expect(await sql(`(${ours}) except all (${theirs})`)).toEqual([]);
  expect(await sql(`(${theirs}) except all (${ours})`)).toEqual([]);
}

/** The expected table, as SQL. */
function fromText({ name, column }: FlowField): string {
  const { kind, type } = flowColumn(column);
  if (kind === 'word') return `lower("${name}")`;
  if (kind === 'time')
    return `to_timestamp(if(length("${name}") = 13, "${name}"::bigint / 1000, "${name}"::bigint))`;
  return type === 'string' ? `"${name}"` : `"${name}"::${type === 'int64' ? 'bigint' : 'integer'}`;
}
