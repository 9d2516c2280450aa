import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RecordSplitter, type SplitterOptions } from '../../../azure/records/record-splitter';

/** What a splitter finds, as text: records as they are, damaged pieces with their problem. */
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
  ['nothing', '', []],
  ['blanks', '   ', []],
  ['the opener alone', '{"records":[', []],
  ['the closer alone', ']}', []],
  ['a first block', `${A}`, [A]],
  ['a later block', `,${A}`, [A]],
  ['a block of several records', `,${A},${B}`, [A, B]],
  ['a later block and the closer', `,${A}]}`, [A]],
  ['a blob that ends before its closer', `{"records":[${A}`, [A]],
  ['a blob that ends within its closer', `{"records":[${A}]`, [A]],
  ['a list', `[${A},${B}]`, [A, B]],
  ['a record a line', `${A}\n${B}\n`, [A, B]],
  ['two blobs', `{"records":[${A}]}\n{"records":[${B}]}`, [A, B]],
  ['other keys around', `{"other":[1,{"a":"]"}],"records":[${A}],"more":{"records":[]}}`, [A]],
  ['a record in a record', `{"records":[{"records":[${A}]},${B}]}`, [`{"records":[${A}]}`, B]],
  ['a cut-off end', `{"records":[${A},{"time":"b","x`, [A, 'the record is cut off | {"time":"b","x']],
  [
    'a cut-off block',
    `{"records":[{"time":"x","y":["a,${A},${B}]}`,
    ['the record is cut off | {"time":"x","y":["a', A, B],
  ],
  [
    'a record that swallows another',
    `{"records":[{"time":"x","y":{"z":[${A},${B}]}`,
    ['the record is cut off | {"time":"x","y":{"z":[', A, B],
  ],
  ['a lost quote', `{"records":[{"time:"x"},${A},${B}]}`, ['the record is cut off | {"time:"x"}', A, B]],
  [
    'no JSON',
    `{"records":[${A},{"x":y},${B}]}`,
    [A, expect.stringMatching(/^the record can not be parsed: .* \| \{"x":y\}$/), B] as string[],
  ],
  [
    'something else between',
    `{"records":[${A},12,null,${B}]}`,
    [A, 'the record is no JSON object | 12,null', B],
  ],
  ['a brace too many', `{"records":[${A}},${B}]}`, [A, 'the record is no JSON object | }', B]],
  ['something else before', `abc{"records":[${A}]}`, ['the record is no JSON object | abc', A]],
  ['a closer that closes nothing', `{"records":[${A}],${B},${C}]}`, [A, 'the record is cut off | ]', B, C]],
  [
    'a beginning that is none',
    `{"a" 1,"records":[${A}]}`,
    ['the record is no beginning of records | {"a" 1,"records":[', A],
  ],
  [
    'too deep',
    `{"records":[{"x":${'['.repeat(70)}1${']'.repeat(70)}},${B}]}`,
    [`the record is nested deeper than 64 | {"x":${'['.repeat(70)}1${']'.repeat(70)}}`, B],
  ],
  [
    'too deep and without end',
    `{"records":[{"x":${'['.repeat(70)},${B},${A}]}`,
    [`the record is nested deeper than 64 | {"x":${'['.repeat(70)}`, B, A],
  ],
];

describe('a splitter of records', () => {
  test.each(CASES)('reads %s', (_what, text, found) => {
    expect(split(text)).toEqual(found);
  });

  test.each(CASES)('reads %s the same in any chunks', (_what, text) => {
    const whole = split(text);
    for (const chunkSize of [1, 2, 3, 7, 16, 33, 64, 100]) expect(split(text, { chunkSize })).toEqual(whole);
  });

  test('goes on after records that were read before', () => {
    const nested = `{"records":[${A}]}`;
    expect(split(`,${nested},${B}`, { amongRecords: true })).toEqual([nested, B]);
    expect(split(nested, { amongRecords: true })).toEqual([nested]);
  });

  test('keeps no more of a huge record than it has to, and reads what follows', () => {
    const large = `{"x":"${'y'.repeat(200_000)}"}`;
    const text = `{"records":[${A},${large},${B}]}`;
    const [first, huge, last] = split(text, { maxRecordBytes: 100_000 });
    expect([first, last]).toEqual([A, B]);
    expect(huge).toBe(
      `the record is larger than 100000 bytes (${large.length} bytes) | ${large.slice(0, 65_536)}`,
    );
    expect(split(text, { maxRecordBytes: 100_000, chunkSize: 977 })).toEqual([first, huge, last]);
  });

  test('passes over the lists of a huge piece, in any chunks', () => {
    const text = `{"time":{"x":"${'y'.repeat(20)}"}[{"records":[${B}`;
    for (const chunkSize of [1, 7, 1_000]) {
      expect(split(text, { chunkSize, maxRecordBytes: 30 })).toEqual([
        `the record is larger than 30 bytes | ${text.slice(0, -B.length)}`,
        B,
      ]);
    }
  });

  test('finds records behind a huge piece that has no end', () => {
    const text = `{"records":[{"x":["${'y'.repeat(5_000)},${A},${B}]}`;
    const found = ['the record is larger than 1000 bytes', A, B];
    for (const chunkSize of [1, 999, 1000, 1001, 4096, 10_000]) {
      const pieces = split(text, { maxRecordBytes: 1000, chunkSize });
      expect(pieces.map((piece, index) => (index === 0 ? piece.split(' | ')[0] : piece))).toEqual(found);
    }
  });

  test('tells bytes that are no text', () => {
    const text = Buffer.concat([
      Buffer.from('{"records":[{"x":"'),
      Buffer.from([0xff]),
      Buffer.from(`"},${B}]}`),
    ]);
    const [first, second] = split(text);
    expect(first).toMatch(/^the record is not valid UTF-8 \| /);
    expect(second).toBe(B);
  });

  test('takes time in proportion to the bytes, whatever they are', () => {
    const deep = `{"records":[${`{"x":${'['.repeat(65)}`.repeat(4_000)}`;
    const starts = `{"records":[${'{"time":'.repeat(60_000)}`;
    const lists = `{"a":1${',"b":[1]'.repeat(60_000)}`;
    for (const text of [deep, starts, lists]) expect(split(text).length).toBeGreaterThan(0);
  });

  test('finds the same pieces in any chunks, whatever the bytes', () => {
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
