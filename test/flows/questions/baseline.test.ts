import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedHours } from '../../../flows/questions/sql/compared-hours';
import { sql } from '../../support/duckdb';

const DAYS = 40;
const MB = 1_000_000n;

/** Bytes of an hour: no record (undefined), no traffic (null), or an amount around the least excess. */
const bytesOfDay = fc.option(
  fc.option(
    fc.oneof(
      fc.bigInt(1n, 2000n),
      fc.constantFrom(MB, MB + 1n, 2n * MB, 5n * MB),
      fc.bigInt(1n, 20n * MB),
      fc.bigInt(1n, 5_000_000n * MB),
    ),
    { nil: null, freq: 3 },
  ),
  { nil: undefined, freq: 4 },
);
type Day = bigint | null | undefined;

/** The middle value, or the lesser of two. */
function median(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : 1));
  return sorted[Math.ceil(sorted.length / 2) - 1] as bigint;
}

/** Compares each hour of a series in plain loops. */
function expectedOf(days: readonly Day[]) {
  const rows: unknown[] = [];
  for (const [at, bytes] of days.entries()) {
    if (bytes === undefined || bytes === null) continue;
    const history = days
      .slice(Math.max(0, at - 28), at)
      .filter((day) => day !== undefined)
      .map((day) => day ?? 0n);
    if (history.length < 3) {
      rows.push([at, bytes, BigInt(history.length), null, null]);
      continue;
    }
    const middle = median(history);
    const deviation = median(history.map((value) => (value < middle ? middle - value : value - middle)));
    const excess = bytes - middle;
    // in ten-thousandths of a byte, without rounding
    const least = 10n * deviation > middle ? 10n * deviation : middle;
    if (excess >= MB && excess * 100_000n > 88_956n * least)
      rows.push([at, bytes, BigInt(history.length), middle, deviation]);
  }
  return rows;
}

test('the baselines of random series are those of plain loops', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(bytesOfDay, { minLength: 1, maxLength: DAYS }), { minLength: 8, maxLength: 20 }), async (all) => {
      // the records of one series are evidence for the others of its account, so each series has an account
      const cells = all.flatMap((days, account) => days.flatMap((bytes, day) => (bytes === undefined ? [] : [`('${account}', ${day}, ${bytes === null ? 'null' : bytes})`])));
      if (cells.length === 0) return;
      const query = `with cells as (
        select 'aws' as cloud, account_id, timestamptz '2026-10-01 07:00:00' + day * interval '1' day as hour, day,
          cast(bytes as decimal(38, 0)) as bytes
        from (values ${cells.join(', ')}) cells (account_id, day, bytes)
      ),
      flows as (select cloud, account_id, hour + interval '20' minute as start_time from cells),
      ${comparedHours({
        keys: ['cloud', 'account_id'],
        hours: 'select cloud, account_id, hour, bytes from cells where bytes is not null',
      })}
      select account_id, date_diff('day', timestamptz '2026-10-01 07:00:00', hour) as day, bytes,
        cast(history_days as bigint) as history_days,
        case when history_days >= 3 then median_bytes end as median_bytes,
        case when history_days >= 3 then deviation_bytes end as deviation_bytes
      from compared_hours
      order by account_id, hour`;
      const found = await sql(query);
      for (const [account, days] of all.entries()) {
        const rows = found.filter(({ account_id }) => account_id === String(account));
        expect(rows.map((row) => [Number(row.day), ...['bytes', 'history_days', 'median_bytes', 'deviation_bytes'].map((name) => exact(row[name]))])).toEqual(expectedOf(days)); // biome-ignore format: one line
      }
    }), // biome-ignore format: as it is
    { numRuns: 15 },
  );
});

function exact(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? BigInt(String(value)) : value;
}
