import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { normalizeBlob } from '../../../azure/normalize';
import { canonicalJson } from '../../../azure/records/canonical-json';
import { textHash } from '../../../azure/records/record-hash';
import { referenceNormalizeBlob } from '../../../azure/reference-normalize';
import { FIXTURES, hasFixtures } from '../../support/fixtures';
import { chunks, temporaryDirectory } from '../../support/normalized';
import { contentBelow } from '../../support/table-files';
import { anyBlob, usualRecord } from './arbitrary-blobs';
import { blobOf, nsgRecord, vnetRecord } from './read-blob';
import { expectSame, readByKernel } from './read-both';

const MIDNIGHT = Date.parse('2026-11-22');

/** A tuple that differs from others in its number. */
function tuple(number: number, address = '10.0.0.4'): string {
  return `${MIDNIGHT + number},${address},10.1.0.5,${number % 65_536},443,6,O,C,NX,2,100,1,52`;
}

function tuples(count: number): string[] {
  return Array.from({ length: count }, (_, number) => tuple(number));
}

/** A record with a group for each rule. */
function withRules(rules: readonly (string | undefined)[], ofGroup: (index: number) => readonly unknown[]) {
  const flowGroups = rules.map((rule, index) => ({ rule, flowTuples: ofGroup(index) }));
  return vnetRecord([], { flowRecords: { flows: [{ aclID: 'a', flowGroups }] } });
}

/** Rules with lengths around the limit of a fragment. There are more than the kernel can keep. */
const longRules = Array.from({ length: 300 }, (_, index) => `${index}-${'long'.repeat(2000)}`);

describe('the kernel reads without the reference reader', () => {
  test('usual records, and duplicates of them', async () => {
    const [one, two] = [
      vnetRecord(tuples(3)),
      nsgRecord(1, ['1487282421,192.0.2.95,10.1.0.4,51529,5358,T,I,D']),
    ];
    expect(await expectSame(Buffer.from(blobOf(one, two, one, two, one)))).toBe(5);
  });

  test('a record that spans several windows and row groups', async () => {
    const blob = Buffer.from(
      blobOf(vnetRecord(tuples(5000)), vnetRecord(tuples(2000)), vnetRecord(tuples(300))),
    );
    for (const groupRows of [5000, 5200, 122_880]) {
      expect(await expectSame(blob, { groupRows, chunkSize: 40_000 })).toBe(3);
    }
  });

  test('more rules than it can keep', async () => {
    const rules = Array.from({ length: 9000 }, (_, index) => `rule-${index}`);
    const blob = blobOf(
      withRules(rules, (index) => [tuple(index)]),
      vnetRecord(tuples(2)),
    );
    expect(await expectSame(Buffer.from(blob))).toBe(2);
  });

  test('more composites than it can keep', async () => {
    const all = tuples(9000).map((text, index) => text.replace('NX', `STATE_${index}`));
    expect(await expectSame(Buffer.from(blobOf(vnetRecord(all))))).toBe(1);
  });

  test('groups without tuples', async () => {
    const record = withRules(['a', 'b', 'c', 'd'], (index) => (index === 2 ? [tuple(1)] : []));
    expect(
      await expectSame(
        Buffer.from(
          blobOf(
            record,
            withRules(['e', 'f'], () => []),
            record,
          ),
        ),
      ),
    ).toBe(3);
  });

  test('several records of a resource whose name is not ASCII', async () => {
    const target =
      '/subscriptions/S/resourceGroups/Gruppe-Süd/providers/Microsoft.Network/virtualNetworks/Net';
    const records = [1, 2, 3].map((count) => vnetRecord(tuples(count), { targetResourceID: target }));
    expect(await expectSame(Buffer.from(blobOf(...records)))).toBe(3);
  });
});

describe('the reference reader reads, between records that the kernel reads,', () => {
  test.each([
    ['a record that is larger than a window', withRules(longRules, (index) => [tuple(index)])],
    ['a record without its rule', withRules(['a', undefined, 'b'], () => [tuple(1)])],
    ['an escaped rule', withRules(['a', 'b"c', 'd'], () => [tuple(1)])],
    ['a rule that is not ASCII', withRules(['a', 'ä', 'd'], () => [tuple(1)])],
    ['an unknown key', vnetRecord(tuples(2), { a: 1, more: [{ z: 1, time: 2 }] })],
    ['an invalid tuple', vnetRecord([...tuples(300), 'none', ...tuples(3)])],
    ['an invalid time', vnetRecord(tuples(2), { time: '2026-13-01T00:00:00Z' })],
    ['a record without groups', vnetRecord([], { flowRecords: { flows: [] } })],
    ['an unsupported version', vnetRecord(tuples(2), { flowLogVersion: 5 })],
  ])('%s', async (_, record) => {
    const usual = [vnetRecord(tuples(1)), vnetRecord(tuples(5))];
    const [first, last] = usual;
    expect(await expectSame(Buffer.from(blobOf(first, record, last)), { chunkSize: 65_536 })).toBe(2);
  });

  test('a record with more rows than a row group', async () => {
    const blob = blobOf(vnetRecord(tuples(5)), vnetRecord(tuples(100)), vnetRecord(tuples(6)));
    expect(await expectSame(Buffer.from(blob), { groupRows: 64 })).toBe(2);
  });

  test('a record with more addresses than a dictionary', async () => {
    const addresses = (n: number) => [`10.0.${n >> 8}.${n & 255}`, `10.1.${n >> 8}.${n & 255}`];
    const many = Array.from({ length: 34_000 }, (_, n) =>
      [`${MIDNIGHT + n}`, ...addresses(n), '1,2,6,O,C,NX,2,100,1,52'].join(','),
    );
    const parts = [many.slice(0, 17_000), many.slice(17_000)].map((part) => vnetRecord(part));
    await expectSame(Buffer.from(blobOf(...parts)));
  });
});

const recordHash = (record: Record<string, unknown>) => textHash(Buffer.from(canonicalJson(record)));

describe('the hash of a record', () => {
  test('is that of its text, and does not depend on spaces and order', () => {
    fc.assert(
      fc.property(usualRecord, (record) => {
        const text = JSON.stringify(record);
        expect(canonicalJson(record)).toBe(text);
        expect(textHash(Buffer.from(text))).toBe(recordHash(record));
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        expect(recordHash(JSON.parse(JSON.stringify(reversed, null, 1)))).toBe(recordHash(record));
      }),
    );
  });

  test('differs for different values', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (a, b) => {
          const [one, two] = [a, b].map((value) => JSON.parse(JSON.stringify(value)));
          let same = true;
          try {
            expect(one).toEqual(two);
          } catch {
            same = false;
          }
          expect(recordHash(one) === recordHash(two)).toBe(same);
        },
      ),
    );
  });
});

test('writes the same files for any chunks', async () => {
  await fc.assert(
    fc.asyncProperty(anyBlob, fc.integer({ min: 1, max: 2000 }), async (text, size) => {
      const files = async (chunkSize?: number, again?: () => AsyncIterable<Uint8Array>) => {
        const directory = temporaryDirectory();
        await normalizeBlob({ source: 'PT1H.json', bytes: chunks(text, chunkSize), again }, directory);
        return contentBelow(directory);
      };
      const usual = await files();
      expect(await files(size)).toEqual(usual);
      expect(await files(size, () => chunks(text))).toEqual(usual);
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['no duplicates', 0, [vnetRecord([tuple(1)]), vnetRecord([tuple(2)]), vnetRecord([tuple(1), tuple(2)])]],
  ['one duplicate', 1, [vnetRecord([tuple(1)]), vnetRecord([tuple(2)]), vnetRecord([tuple(1)])]],
  [
    'two records that differ only near the end',
    1,
    [vnetRecord(tuples(90)), vnetRecord([...tuples(89), tuple(91)])],
  ],
])('reads a blob twice only if it may contain duplicates: %s', async (_, times, records) => {
  const blob = blobOf(...records);
  const again = vi.fn(() => chunks(blob));
  const results = [];
  for (const way of [again, undefined]) {
    const directory = temporaryDirectory();
    results.push(
      (await normalizeBlob({ source: 'PT1H.json', bytes: chunks(blob), again: way }, directory)).summary,
    );
  }
  expect(results[0]).toEqual(results[1]);
  expect(again).toHaveBeenCalledTimes(times);
});

test('writes files with the names that the reference reader gives them', async () => {
  const blob = blobOf(vnetRecord([tuple(-1), tuple(0), 'none']), nsgRecord(2, []));
  const outputs = [];
  for (const normalize of [normalizeBlob, referenceNormalizeBlob]) {
    const directory = temporaryDirectory();
    const result = await normalize({ source: 'PT1H.json', bytes: chunks(blob) }, directory);
    outputs.push([
      result.outputs.map(({ path, rows }) => [path.slice(directory.length), rows]),
      result.summary,
      result.bytes,
    ]);
  }
  expect(outputs[0]).toEqual(outputs[1]);
});

describe.skipIf(!hasFixtures)('both readers read published blobs equally', () => {
  test.each([
    'microsoft-docs/vnet-v4-sample.json',
    'microsoft-docs/nsg-v1-sample.json',
    'microsoft-docs/nsg-v1-sample.as-printed-nested.json',
    'microsoft-docs/nsg-v2-sample.json',
    'sumologic-azure/blob_fixtures.json',
    'sumologic-azure/blob_fixtures_subnetflowlogs.json',
  ])('%s', async (name) => {
    const bytes = readFileSync(join(FIXTURES, name));
    await expectSame(bytes, { chunkSize: 1000 });
    const { sink } = await readByKernel(bytes);
    expect(sink.rows.length).toBeGreaterThan(0);
  });
});
