import { expect, test } from 'vitest';
import { normalize } from '../../../aws/normalize';
import { referenceNormalize } from '../../../aws/reference-normalize';
import { fileOf } from '../../aws/sample-records';
import { sql } from '../../support/duckdb';
import { temporaryDirectory } from '../../support/normalized';
import { filesBelow } from '../../support/table-files';

const DAY = 86_400;
const START = 1_795_341_600;
const DAYS = 400;
const ACCOUNTS = 3;
const ROWS = 2 * DAYS * ACCOUNTS;

/** Records that alternate between more days and accounts than any object has that AWS writes. */
function records(): string {
  return fileOf(
    ...Array.from({ length: ROWS }, (_, row) => {
      const start = START - (row % DAYS) * DAY;
      return {
        'account-id': String(100_000_000_000 + (row % ACCOUNTS)),
        start: String(start),
        end: String(start + 60),
        bytes: String(row),
      };
    }),
  );
}

async function* bytes() {
  yield Buffer.from(records());
}

test('a source with many partitions has a file in each, the same as with the reference reader', async () => {
  const rows: unknown[] = [];
  for (const read of [normalize, referenceNormalize]) {
    const directory = temporaryDirectory();
    const { summary, outputs } = await read({ source: 'flow.log', bytes: bytes() }, directory);
    expect(summary).toMatchObject({ records: ROWS, rows: ROWS, rejects: 0 });
    expect(outputs).toHaveLength(DAYS * ACCOUNTS);
    expect(filesBelow(directory)).toHaveLength(DAYS * ACCOUNTS);
    rows.push(
      await sql(`select cast(count(*) as varchar) as n, cast(sum(bytes_out) as varchar) as bytes,
        cast(bit_xor(hash(source_row, bytes_out, start_time, account_id, day)) as varchar) as hash,
        cast(count(*) filter (cast(start_time at time zone 'UTC' as date)::varchar <> day) as varchar) as wrong
        from read_parquet('${directory}/flows/**/*.parquet', hive_partitioning = true, hive_types = {'account_id': varchar, 'day': varchar})`),
    );
  }
  expect(rows[0]).toEqual([expect.objectContaining({ n: String(ROWS), wrong: '0' })]);
  expect(rows[1]).toEqual(rows[0]);
});
