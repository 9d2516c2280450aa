import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RecordSplitter, type SplitterOptions } from '../../../azure/records/record-splitter';

/** The records and damaged pieces of a text. A damaged piece has its problem before it. */
function split(text: string | Uint8Array, options: SplitterOptions & { chunkSize?: number } = {}): string[] {
  const bytes = Buffer.from(text as Uint8Array);
  const { chunkSize = bytes.length || 1 } = options;
  const splitter = new RecordSplitter(options);
  const found = [];
  for (let at = 0; at < bytes.length; at += chunkSize) {
    found.push(...splitter.push(bytes.subarray(at, at + chunkSize)));
  }
  found.push(...splitter.end());
  for (const { offset, bytes: own } of found) {
    expect(bytes.subarray(offset, offset + own.length).equals(own)).toBe(true);
  }
  return found.map((piece) =>
    'problem' in piece ? `${piece.problem.detail} | ${piece.bytes}` : String(piece.bytes),
  );
}

const A = '{"time":"a","x":{"y":[1,"]}{"]}}';
const B = '{"time":"b"}';
const C = '{"category":"c"}';

const CASES: [what: string, text: string, found: string[]][] = [
  ['a whole blob', `{"records":[${A},${B},${C}]}`, [A, B, C]],
  ['a formatted one, with a byte order mark', `\ufeff{\n "records" : [\r\n ${A} ,\n\t${B}\n]\n}\n`, [A, B]],
  ['no records', '{"records":[]}', []],
  ['an empty text', '', []],
  ['blanks', '   ', []],
  ['only the opener', '{"records":[', []],
  ['only the closer', ']}', []],
  ['a first block', `${A}`, [A]],
  ['a later block', `,${A}`, [A]],
  ['a block of several records', `,${A},${B}`, [A, B]],
  ['a later block and the closer', `,${A}]}`, [A]],
  ['a blob that ends before its closer', `{"records":[${A}`, [A]],
  ['a blob that ends within its closer', `{"records":[${A}]`, [A]],
  ['an array', `[${A},${B}]`, [A, B]],
  ['one record per line', `${A}\n${B}\n`, [A, B]],
  ['two blobs', `{"records":[${A}]}\n{"records":[${B}]}`, [A, B]],
  ['other keys beside the records', `{"other":[1,{"a":"]"}],"records":[${A}],"more":{"records":[]}}`, [A]],
  ['a record in a record', `{"records":[{"records":[${A}]},${B}]}`, [`{"records":[${A}]}`, B]],
  ['a truncated blob', `{"records":[${A},{"time":"b","x`, [A, 'the record is truncated | {"time":"b","x']],
  [
    'a truncated block',
    `{"records":[{"time":"x","y":["a,${A},${B}]}`,
    ['the record is truncated | {"time":"x","y":["a', A, B],
  ],
  [
    'a truncated record that contains others',
    `{"records":[{"time":"x","y":{"z":[${A},${B}]}`,
    ['the record is truncated | {"time":"x","y":{"z":[', A, B],
  ],
  ['a missing quote', `{"records":[{"time:"x"},${A},${B}]}`, ['the record is truncated | {"time:"x"}', A, B]],
  [
    'invalid JSON',
    `{"records":[${A},{"x":y},${B}]}`,
    [A, expect.stringMatching(/^the record cannot be parsed: .* \| \{"x":y\}$/), B] as string[],
  ],
  [
    'other values between records',
    `{"records":[${A},12,null,${B}]}`,
    [A, 'the record is not a JSON object | 12,null', B],
  ],
  ['an extra brace', `{"records":[${A}},${B}]}`, [A, 'the record is not a JSON object | }', B]],
  ['other text before the blob', `abc{"records":[${A}]}`, ['the record is not a JSON object | abc', A]],
  ['an extra closer', `{"records":[${A}],${B},${C}]}`, [A, 'the record is truncated | ]', B, C]],
  [
    'an invalid beginning',
    `{"a" 1,"records":[${A}]}`,
    ['the record is not a valid beginning of records | {"a" 1,"records":[', A],
  ],
  [
    'a record with too many nested arrays',
    `{"records":[{"x":${'['.repeat(70)}1${']'.repeat(70)}},${B}]}`,
    [`the record is nested deeper than 64 | {"x":${'['.repeat(70)}1${']'.repeat(70)}}`, B],
  ],
  [
    'an endless record with too many nested arrays',
    `{"records":[{"x":${'['.repeat(70)},${B},${A}]}`,
    [`the record is nested deeper than 64 | {"x":${'['.repeat(70)}`, B, A],
  ],
];

describe('RecordSplitter', () => {
  test.each(CASES)('reads %s', (_what, text, found) => {
    expect(split(text)).toEqual(found);
  });

  test.each(CASES)('reads %s with any chunks', (_what, text) => {
    const whole = split(text);
    for (const chunkSize of [1, 2, 3, 7, 16, 33, 64, 100]) expect(split(text, { chunkSize })).toEqual(whole);
  });

  test('continues after records that were read before', () => {
    const nested = `{"records":[${A}]}`;
    expect(split(`,${nested},${B}`, { amongRecords: true })).toEqual([nested, B]);
    expect(split(nested, { amongRecords: true })).toEqual([nested]);
  });

  test('stores only the first bytes of a huge record, and reads the following records', () => {
    const large = `{"x":"${'y'.repeat(200_000)}"}`;
    const text = `{"records":[${A},${large},${B}]}`;
    const [first, huge, last] = split(text, { maxRecordBytes: 100_000 });
    expect([first, last]).toEqual([A, B]);
    expect(huge).toBe(
      `the record is larger than 100000 bytes (${large.length} bytes) | ${large.slice(0, 65_536)}`,
    );
    expect(split(text, { maxRecordBytes: 100_000, chunkSize: 977 })).toEqual([first, huge, last]);
  });

  test('skips arrays in a huge piece, with any chunks', () => {
    const text = `{"time":{"x":"${'y'.repeat(20)}"}[{"records":[${B}`;
    for (const chunkSize of [1, 7, 1_000]) {
      expect(split(text, { chunkSize, maxRecordBytes: 30 })).toEqual([
        `the record is larger than 30 bytes | ${text.slice(0, -B.length)}`,
        B,
      ]);
    }
  });

  test('finds records after an endless huge piece', () => {
    const text = `{"records":[{"x":["${'y'.repeat(5_000)},${A},${B}]}`;
    const found = ['the record is larger than 1000 bytes', A, B];
    for (const chunkSize of [1, 999, 1000, 1001, 4096, 10_000]) {
      const pieces = split(text, { maxRecordBytes: 1000, chunkSize });
      expect(pieces.map((piece, index) => (index === 0 ? piece.split(' | ')[0] : piece))).toEqual(found);
    }
  });

  test('reports bytes that are not valid UTF-8', () => {
    const text = Buffer.concat([
      Buffer.from('{"records":[{"x":"'),
      Buffer.from([0xff]),
      Buffer.from(`"},${B}]}`),
    ]);
    const [first, second] = split(text);
    expect(first).toMatch(/^the record is not valid UTF-8 \| /);
    expect(second).toBe(B);
  });

  test('takes linear time for adversarial input', () => {
    const deep = `{"records":[${`{"x":${'['.repeat(65)}`.repeat(4_000)}`;
    const starts = `{"records":[${'{"time":'.repeat(60_000)}`;
    const lists = `{"a":1${',"b":[1]'.repeat(60_000)}`;
    for (const text of [deep, starts, lists]) expect(split(text).length).toBeGreaterThan(0);
  });

  test('finds the same pieces of random text with any chunks', () => {
    const word = fc.constantFrom(
      '{"records":[',
      ']}',
      ',',
      A,
      B,
      C,
      '{"time":',
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ' ',
      'x',
      '"time"',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 20, max: 200 }),
        (words, chunkSize, maxRecordBytes) => {
          const text = words.join('');
          expect(split(text, { chunkSize, maxRecordBytes })).toEqual(split(text, { maxRecordBytes }));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
