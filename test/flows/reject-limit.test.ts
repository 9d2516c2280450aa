import { describe, expect, test } from 'vitest';
import { RejectLimit } from '../../flows/reject-limit';
import { type Reject, RejectCode } from '../../flows/rejects';

const reject = (sourceRow: bigint, rest: Partial<Reject> = {}): Reject => ({
  sourceRow,
  code: RejectCode.TOO_FEW_FIELDS,
  detail: 'two fields',
  raw: `record ${sourceRow}`,
  ...rest,
});

/** Adds rejects to a limit, and returns all rows. */
function rows(limit: RejectLimit, rejects: readonly Reject[]) {
  return [...rejects.flatMap((each) => limit.add(each) ?? []), ...limit.rest()];
}

describe('rejects of a source', () => {
  test('pass up to a number; one row of each code stands for the others', () => {
    const other = { code: RejectCode.NOT_A_NUMBER, detail: 'no number' };
    const rejects = [1n, 2n, 3n, 4n, 5n].map((n) => reject(n));
    expect(rows(new RejectLimit(2), [...rejects, reject(6n, other), reject(7n)])).toEqual([
      { ...reject(1n), records: 1n },
      { ...reject(2n), records: 1n },
      { ...reject(3n), records: 4n, detail: 'two fields; 3 more until position 7' },
      { ...reject(6n, other), records: 1n },
    ]);
  });

  test('pass up to a size of their texts, with the bytes that are no text', () => {
    const long = { raw: 'x'.repeat(50), detail: '', rawBytes: Buffer.alloc(40) };
    const written = rows(
      new RejectLimit(10, 200),
      [1n, 2n, 3n].map((n) => reject(n, long)),
    );
    expect(written.map(({ sourceRow, records }) => [sourceRow, records])).toEqual([
      [1n, 1n],
      [2n, 1n],
      [3n, 1n],
    ]);
    expect(written[2]?.records).toBe(1n);
    const more = rows(
      new RejectLimit(10, 200),
      [1n, 2n, 3n, 4n].map((n) => reject(n, long)),
    );
    expect(more.map(({ records }) => records)).toEqual([1n, 1n, 2n]);
  });

  test('are counted by account, up to a number of accounts', () => {
    const rejects = Array.from({ length: 5_000 }, (_, n) => reject(BigInt(n), { accountId: `account ${n}` }));
    const written = rows(new RejectLimit(0), [...rejects, ...rejects]);
    expect(written).toHaveLength(1_001);
    expect(written.reduce((sum, { records }) => sum + records, 0n)).toBe(10_000n);
    expect(written.at(-1)).toMatchObject({ sourceRow: 1_000n, records: 8_000n });
    expect(written.at(-1)).not.toHaveProperty('accountId');
  });
});
