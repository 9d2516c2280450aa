import { describe, expect, test } from 'vitest';
import { normalize } from '../../aws/normalize';
import { sql } from '../support/duckdb';
import { chunks, temporaryDirectory } from '../support/normalized';
import { tableIn } from '../support/table-files';

/** Texts and numbers that are computed from the number of a row, here and in SQL. */
interface Case {
  readonly name: string;
  readonly rows: number;
  /** Minimum number of row groups. */
  readonly groups: number;
  readonly text: (row: number) => string;
  readonly sqlText: string;
}

const CASES: readonly Case[] = [
  {
    name: 'of few values',
    rows: 300_000,
    groups: 3,
    text: (row) => `eni-${row % 7}`,
    sqlText: `'eni-' || (row % 7)`,
  },
  {
    name: 'of more values than a dictionary has',
    rows: 150_000,
    groups: 3,
    text: (row) => `eni-${row}`,
    sqlText: `'eni-' || row`,
  },
  {
    name: 'of values that differ in the middle alone',
    rows: 3000,
    groups: 1,
    text: (row) => `${'x'.repeat(20)}${row}${'y'.repeat(20)}`,
    sqlText: `repeat('x', 20) || row || repeat('y', 20)`,
  },
  {
    name: 'of large values',
    rows: 5000,
    groups: 3,
    text: (row) => `${row}${'z'.repeat(3000)}`,
    sqlText: `row || repeat('z', 3000)`,
  },
];

describe.each(CASES)('records $name', ({ rows, groups, text, sqlText }) => {
  test.each([
    ['alone', 'interface-id', (row: number) => text(row)],
    [
      'in a composite column',
      'interface-id action vpc-id',
      (row: number) => `${text(row)} ${row % 2 ? 'ACCEPT' : '-'} vpc`,
    ],
    ['after another one', 'vpc-id start interface-id', (row: number) => `vpc 1795341600 ${text(row)}`],
    ['unknown', 'new-field version', (row: number) => `${text(row)} 5`],
  ])('%s', async (_, header, recordOf) => {
    const directory = temporaryDirectory();
    const lines = Array.from(
      { length: rows },
      (_, row) => `${recordOf(row)} ${row} ::${(row % 65_000).toString(16)}`,
    );
    const bytes = `${header} bytes srcaddr\n${lines.join('\n')}\n`;
    const { summary } = await normalize({ source: 'x.log', bytes: chunks(bytes) }, directory);
    expect(summary.rows).toBe(rows);
    expect(summary.bytesOut).toBe((BigInt(rows) * BigInt(rows - 1)) / 2n);
    const value = header.startsWith('new-field') ? `extra->>'new-field'` : 'interface_id';
    const table = `(select *, source_row - 2 as row from ${tableIn(directory, 'flows')})`;
    const [counts] = await sql(`select count(*) as n, count(distinct row) as distinct_rows,
      count(*) filter (${value} is distinct from ${sqlText}) as wrong_texts,
      count(*) filter (bytes_out is distinct from row) as wrong_numbers,
      count(*) filter (src_addr is distinct from '::' || lower(to_hex(row % 65000))) as wrong_addresses from ${table}`);
    expect(counts).toEqual(
      Object.fromEntries(
        Object.entries({
          n: rows,
          distinct_rows: rows,
          wrong_texts: 0,
          wrong_numbers: 0,
          wrong_addresses: 0,
        }).map(([name, n]) => [name, BigInt(n)]),
      ),
    );
    const [found] = await sql(`select count(distinct (file_name, row_group_id)) as groups,
      bool_and(stats_min_value is not null) as has_statistics
      from parquet_metadata('${directory}/flows/**/*.parquet') where path_in_schema = 'bytes_out'`);
    expect(Number(found?.groups)).toBeGreaterThanOrEqual(groups);
    expect(found?.has_statistics).toBe(true);
  });
});
