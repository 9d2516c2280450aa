import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textHash } from '../../../azure/records/record-hash';
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
  const pieceBytes = found.reduce((sum, { length }) => sum + length, 0);
  expect(splitter.structureBytes + pieceBytes).toBe(bytes.length);
  return found.map((piece) => {
    if (!('problem' in piece)) return `${piece.isEnvelope ? 'envelope ' : ''}${piece.bytes}`;
    if (!piece.spooled) return `${piece.problem.detail} | ${piece.bytes}`;
    const whole = Buffer.concat([...piece.spooled.spool.read()].map((chunk) => Buffer.from(chunk)));
    piece.spooled.spool.close();
    expect(piece.spooled.hash).toBe(textHash(whole));
    return `in a file | ${whole}`;
  });
}

/** Temporary files of records. */
function spools(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.endsWith('.spool'));
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
  [
    'other keys beside the records',
    `{"other":[1,{"a":"]"}],"records":[${A}],"more":{"records":[]}}`,
    ['envelope {"other":[1,{"a":"]"}],"records":[', A, 'envelope ],"more":{"records":[]}}'],
  ],
  [
    'documented metadata beside the records',
    `{"@odata.context":"x","value":[${A}],"nextLink":"y","PartitionId":3}`,
    [A],
  ],
  [
    'metadata that contains more than a scalar',
    `{"records":[${A}],"count":[1]}`,
    [A, 'envelope ],"count":[1]}'],
  ],
  ['a second array of records', `{"records":[${A}],"records":[${B},${C}]}`, [A, B, C]],
  ['arrays of records under both keys', `{"records":[${A}],"value":[${B}]}`, [A, B]],
  ['records in records', `{"records":[{"records":[${A}]},${B}]}`, [A, B]],
  ['an array of blobs', `[{"records":[${A}]},{"records":[${B},${C}]}]`, [A, B, C]],
  ['blobs of one array after another', `[{"records":[${A}]}]\n[{"records":[${B}]}]`, [A, B]],
  ['arrays in arrays', `[[${A},[${B}]],${C}]`, [A, B, C]],
  [
    'an array of records in a record',
    `{"records":[{"category":"FlowLogFlowEvent","records":[${A}]},${B}]}`,
    [`{"category":"FlowLogFlowEvent","records":[${A}]}`, B],
  ],
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

  test('keeps a huge record in a file, and reads the following records', () => {
    const large = `{"x":"${'y'.repeat(200_000)}"}`;
    const text = `{"records":[${A},${large},${B}]}`;
    for (const chunkSize of [977, 100_000, 1_000_000]) {
      const found = split(text, { maxRecordBytes: 100_000, chunkSize });
      expect(found).toEqual([A, `in a file | ${large}`, B]);
    }
  });

  test('stores only the first bytes of a huge record that has no end', () => {
    const large = `{"x":"${'y'.repeat(200_000)}`;
    const [first, huge] = split(`{"records":[${A},${large}`, { maxRecordBytes: 100_000 });
    expect(first).toBe(A);
    expect(huge).toBe(
      `the record is larger than 100000 bytes (${large.length} bytes) | ${large.slice(0, 65_536)}`,
    );
  });

  test('leaves no file behind', () => {
    const before = spools();
    const splitter = new RecordSplitter({ maxRecordBytes: 1000 });
    for (const _ of splitter.push(Buffer.from(`{"x":"${'y'.repeat(5000)}`)));
    splitter.discard();
    expect(spools()).toEqual(before);
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
