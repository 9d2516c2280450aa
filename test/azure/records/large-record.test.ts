import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeBlob } from '../../../azure/normalize';
import { blobOrigin } from '../../../azure/records/blob-origin';
import { BlobReader } from '../../../azure/records/blob-reader';
import { RejectCode } from '../../../flows/rejects';
import { Collected, chunks, temporaryDirectory } from '../../support/normalized';
import { usualRecord } from './arbitrary-blobs';
import { blobOf, expectNothingLost, readBlob, vnetRecord } from './read-blob';

const tuple = (number: number) =>
  `${1743076235000 + number},10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019`;
const tuples = (count: number) => Array.from({ length: count }, (_, number) => tuple(number));

/** Reads a blob whose records are too large for the memory. */
function readLarge(text: string | Buffer, maxRecordBytes = 300, chunkSize = 1000): Collected {
  const bytes = Buffer.from(text as Buffer);
  const sink = new Collected();
  const reader = new BlobReader(blobOrigin('PT1H.json'), sink, { maxRecordBytes });
  for (let from = 0; from < bytes.length; from += chunkSize)
    reader.push(bytes.subarray(from, from + chunkSize));
  reader.end();
  reader.discard();
  expectNothingLost(sink);
  return sink;
}

describe('a record that is too large for the memory', () => {
  test('gives the same rows as a small one, with any chunks', () => {
    fc.assert(
      fc.property(
        fc.array(usualRecord, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 250, max: 900 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.constantFrom(undefined, 2),
        (records, maxRecordBytes, chunkSize, blanks) => {
          const text = JSON.stringify({ records }, undefined, blanks);
          const { rows, rejects, duplicates } = readBlob([text]);
          const large = readLarge(text, maxRecordBytes, chunkSize);
          expect(large.rows).toEqual(rows);
          expect([large.rejects, large.duplicates]).toEqual([rejects, duplicates]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('may contain its metadata in any order', () => {
    const record = vnetRecord(tuples(9));
    const reversed = JSON.stringify(Object.fromEntries(Object.entries(record).reverse()));
    expect(readLarge(`[${reversed}]`).rows).toEqual(readBlob([blobOf(record)]).rows);
  });

  test('is a duplicate of an equal record, and of the same record that fits into the memory', () => {
    const [one, two] = [vnetRecord(tuples(9)), vnetRecord(tuples(8))];
    const { rows, duplicates } = readLarge(blobOf(one, two, one, two));
    expect([rows.length, duplicates]).toEqual([17, 17]);
    const sink = new Collected();
    const first = new BlobReader(blobOrigin('PT1H.json'), sink);
    first.push(Buffer.from(blobOf(one)));
    first.end();
    const next = new BlobReader(blobOrigin('PT1H.json'), sink, {
      progress: first.progress,
      maxRecordBytes: 300,
    });
    next.push(Buffer.from(blobOf(one)));
    next.end();
    expect([sink.rows.length, sink.duplicates]).toEqual([9, 9]);
  });

  test('gives a reject for each tuple that is not valid', () => {
    const values = [
      ...['"x"', '7', 'null', '{"a":[1,"]"]}', '"\\x"', `"${'y'.repeat(70_000)}"`, '"a" "b"', ''],
      JSON.stringify(tuple(1)),
    ];
    const text = blobOf(vnetRecord([tuple(2), '@'])).replace('"@"', values.join(' ,\n'));
    for (const chunkSize of [1, 777, 1_000_000]) {
      const { rows, rejects } = readLarge(text, 300, chunkSize);
      expect(rows.map(({ source_row }) => source_row)).toEqual([1n, 10n]);
      expect(rejects.map(({ code, raw }) => [code, raw.slice(0, 20)])).toEqual([
        [RejectCode.TOO_FEW_FIELDS, 'x'],
        [RejectCode.NOT_A_RECORD, '7'],
        [RejectCode.NOT_A_RECORD, 'null'],
        [RejectCode.NOT_A_RECORD, '{"a":[1,"]"]}'],
        [RejectCode.NOT_A_RECORD, expect.stringContaining('\\x')],
        [RejectCode.LINE_TOO_LONG, expect.stringContaining('yyyy')],
        [RejectCode.NOT_A_RECORD, expect.stringContaining('"a" "b"')],
        [RejectCode.NOT_A_RECORD, expect.stringMatching(/^\s*$/)],
      ]);
    }
  });

  test('keeps bytes that are not UTF-8 in the reject of their tuple', () => {
    const text = Buffer.from(blobOf(vnetRecord([...tuples(5), 'a~b'])));
    text[text.indexOf('~')] = 0xff;
    const { rows, rejects } = readLarge(text);
    expect(rows).toHaveLength(5);
    expect(rejects).toMatchObject([
      { code: RejectCode.NOT_UTF8, rawBytes: Buffer.from('"a\xffb"', 'latin1') },
    ]);
  });

  test.each([
    ['has no category', { category: undefined }, 'the record has no category'],
    ['has another version', { flowLogVersion: 7 }, /unsupported version 7/],
    [
      'has a large member',
      { x: 'y'.repeat(5 * 1024 ** 2) },
      /^the record has more than 4194304 bytes beside its tuples/,
    ],
  ])('is one reject with its size if it %s', (_, more, detail) => {
    const record = vnetRecord(tuples(5), more);
    const { rows, rejects } = readLarge(blobOf(record, vnetRecord([tuple(1)])), 800);
    expect(rows).toHaveLength(1);
    expect(rejects).toHaveLength(1);
    expect(rejects[0]?.detail).toMatch(detail);
    expect(rejects[0]?.detail).toContain(`(${JSON.stringify(record).length} bytes)`);
    expect(JSON.stringify(record).startsWith(rejects[0]?.raw as string)).toBe(true);
  });

  test('is one reject if it is truncated or contains a key twice', () => {
    const text = blobOf(vnetRecord(tuples(5)));
    expect(readLarge(text.slice(0, -5)).rejects).toMatchObject([
      { detail: expect.stringContaining('larger than 300 bytes') },
    ]);
    const twice = text.replace('"flowTuples"', '"flowTuples":["x"],"flowTuples"');
    expect(readLarge(twice).rejects).toMatchObject([
      { detail: expect.stringContaining('the key "flowTuples" twice') },
    ]);
  });

  test('may contain another one', () => {
    const record = vnetRecord(tuples(5), {
      extra: { x: { ...vnetRecord(tuples(7)), time: undefined, a: 1 } },
    });
    const { time: _, ...first } = record;
    const { rows } = readLarge(JSON.stringify(first));
    expect(rows).toHaveLength(12);
  });
});

test('a record of 17 MiB gives all its rows', { timeout: 120_000 }, async () => {
  const count = 260_000;
  const text = blobOf(vnetRecord([tuple(-1)]), vnetRecord(tuples(count)), vnetRecord([tuple(-2)]));
  expect(text.length).toBeGreaterThan(17 * 1024 ** 2);
  const { summary } = await normalizeBlob({ source: 'PT1H.json', bytes: chunks(text) }, temporaryDirectory());
  expect(summary).toMatchObject({
    records: count + 2,
    rows: count + 2,
    rejects: 0,
    bytesOut: 516n * BigInt(count + 2),
  });
});
