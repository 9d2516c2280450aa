import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlobProgress } from '../../../azure/records/blob-progress';
import { anyBlob, damage, damaged, recordOf, TUPLE_KINDS, usualRecord } from './arbitrary-blobs';
import { blobOf } from './read-blob';
import { expectSame, PATH, readByKernel, readByReference } from './read-both';

/** `RUNS=` sets the number of runs, and `SEED=` the seed, as a failure prints it. */
const RUNS = Number(process.env.RUNS ?? 40);
const SEED = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const TIMEOUT = 60_000 + RUNS * 500;

const settings = fc.record({
  chunkSize: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.constant(65_536)),
  groupRows: fc.constantFrom(8, 16, 64, 122_880),
  path: fc.constantFrom('PT1H.json', PATH),
  deltas: fc.boolean(),
});

function holds<T extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof T]: fc.Arbitrary<T[Index]> },
  check: (...values: T) => Promise<void>,
): Promise<void> {
  return fc.assert(fc.asyncProperty<T>(...arbitraries, check), {
    numRuns: RUNS,
    ...(SEED === undefined ? {} : { seed: SEED }),
  });
}

describe('both readers return equal results for', () => {
  test.each(TUPLE_KINDS)(
    'all usual records of $category $version, by itself',
    { timeout: TIMEOUT },
    async (form) => {
      const records = fc.array(recordOf(form, 30), { minLength: 1, maxLength: 6 });
      await holds([records, settings], async (all, how) => {
        const sets = { ...how, groupRows: Math.max(how.groupRows, 1024) };
        expect(await expectSame(Buffer.from(blobOf(...all)), sets)).toBe(all.length);
      });
    },
  );

  test('any blob, in any chunks and row groups', { timeout: TIMEOUT }, async () => {
    await holds([anyBlob, settings], async (text, how) => void (await expectSame(Buffer.from(text), how)));
  });

  test('blobs with changed bytes', { timeout: TIMEOUT }, async () => {
    await holds([anyBlob, damage, settings], async (text, changes, how) => {
      await expectSame(damaged(text, changes), how);
    });
  });

  test('usual records with changed bytes', { timeout: TIMEOUT }, async () => {
    const records = fc.array(usualRecord, { minLength: 1, maxLength: 4 });
    await holds([records, damage, settings], async (all, changes, how) => {
      await expectSame(damaged(blobOf(...all), changes), how);
    });
  });

  test('blocks of a blob, each read by either reader', { timeout: TIMEOUT }, async () => {
    const cuts = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    });
    await holds([anyBlob, cuts, settings], async (text, parts, how) => {
      const bytes = Buffer.from(text);
      const places = [...parts.map(([share]) => Math.floor(share * bytes.length)), bytes.length].sort(
        (a, b) => a - b,
      );
      let before: BlobProgress = { tuples: 0n, records: [] };
      for (const [index, end] of places.entries()) {
        const block = bytes.subarray(places[index - 1] ?? 0, end);
        const isFast = parts[index]?.[1] ?? true;
        const plain = readByReference(block, how, before);
        if (isFast) expect(await readByKernel(block, how, before)).toEqual(plain);
        before = plain.progress;
      }
    });
  });
});
