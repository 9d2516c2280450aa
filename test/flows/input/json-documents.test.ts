import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputErrorCode } from '../../../flows/input/input-error';
import {
  type JsonDocument,
  JsonDocumentSplitter,
  MAX_DOCUMENT_BYTES,
  MAX_DOCUMENT_DEPTH,
} from '../../../flows/input/json-documents';

function documentsIn(bytes: Uint8Array | string, chunkSize = 65_536): JsonDocument[] {
  const splitter = new JsonDocumentSplitter();
  const buffer = Buffer.from(bytes as Uint8Array);
  const found: JsonDocument[] = [];
  for (let start = 0; start < buffer.length; start += chunkSize) {
    // a source can reuse its chunks
    const chunk = Buffer.from(buffer.subarray(start, start + chunkSize));
    found.push(...splitter.push(chunk));
    chunk.fill(0x7b);
  }
  splitter.end();
  return found;
}

const valuesIn = (bytes: Uint8Array | string, chunkSize?: number) =>
  documentsIn(bytes, chunkSize).map(({ value }) => value);

/** JSON of depth 2 or less, with every text that JSON allows, including lone surrogates. */
const anyDocument = fc.dictionary(
  fc.string({ unit: 'binary' }),
  fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 })),
);

test('splits documents with any content and any white space between them, in any chunks', () => {
  const between = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyDocument, between)),
      fc.integer({ min: 1, max: 50 }),
      (parts, chunkSize) => {
        const texts = parts.map(([document, blanks]) => [JSON.stringify(document), blanks] as const);
        const found = documentsIn(texts.flat().join(''), chunkSize);
        expect(found.map(({ value }) => JSON.stringify(value))).toEqual(
          texts.map(([text]) => JSON.stringify(JSON.parse(text))),
        );
        let offset = 0;
        for (const [index, [text, blanks]] of texts.entries()) {
          expect(found[index]?.offset).toBe(offset);
          offset += Buffer.byteLength(text + blanks);
        }
      },
    ),
  );
});

test.each([
  ['braces in texts', '{"a":"}{","b":"\\"}"}{"c":"\\\\"}', [{ a: '}{', b: '"}' }, { c: '\\' }]],
  ['brackets', '{"a":[{"b":[]}]}{}', [{ a: [{ b: [] }] }, {}]],
  ['a byte order mark', '\ufeff{"a":1}', [{ a: 1 }]],
  ['nothing', '', []],
  ['blanks', ' \r\n\t', []],
])('reads %s', (_, text, expected) => {
  expect(valuesIn(text)).toEqual(expected);
  expect(valuesIn(text, 1)).toEqual(expected);
});

test('inherited property names are plain data', () => {
  const [value] = valuesIn('{"__proto__":{"message":"x"},"constructor":1}');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(value?.message).toBeUndefined();
  expect(Object.keys(value ?? {})).toEqual(['__proto__', 'constructor']);
});

test('the last value of a repeated name counts', () => {
  expect(valuesIn('{"a":1,"a":2}')).toEqual([{ a: 2 }]);
});

describe('rejects', () => {
  const damaged: [string, Uint8Array | string, string][] = [
    ['a truncated document', '{"a":1}{"a":', 'the document at byte 7 is truncated: "{\\"a\\":"'],
    ['a truncated text', '{"a":"}', 'at byte 0 is truncated'],
    ['something between documents', '{}\n[1]', 'at byte 3 is not a JSON object: "[1]"'],
    ['a comma between documents', '{},{}', 'at byte 2 is not a JSON object'],
    ['a byte order mark between documents', '{}\ufeff{}', 'at byte 2 is not a JSON object'],
    ['invalid JSON', '{a:1}', 'at byte 0 cannot be parsed'],
    ['brackets that do not fit', '{]', 'at byte 0 cannot be parsed'],
    ['a NUL', '{"a":"\0"}', 'at byte 0 cannot be parsed'],
    ['what is no UTF-8', Buffer.from('{}{"a":"\xff"}', 'latin1'), 'at byte 2 is not valid UTF-8'],
    [
      'deep nesting',
      `{"a":${'['.repeat(10_000_000)}`,
      `at byte 0 is nested deeper than ${MAX_DOCUMENT_DEPTH}`,
    ],
  ];

  test.each(damaged)('%s', (_, bytes, message) => {
    for (const chunkSize of [100, 65_536]) {
      const reading = () => documentsIn(bytes, chunkSize);
      expect(reading).toThrow(expect.objectContaining({ code: InputErrorCode.DAMAGED }));
      expect(reading).toThrow(message);
    }
  });

  test('a document that is too large, before it is complete', () => {
    const splitter = new JsonDocumentSplitter();
    const chunk = Buffer.alloc(1024 ** 2, 'x');
    const reading = () => {
      for (const _ of splitter.push(Buffer.from('{"a":"')));
      for (let bytes = 0; bytes <= MAX_DOCUMENT_BYTES; bytes += chunk.length) [...splitter.push(chunk)];
    };
    expect(reading).toThrow(expect.objectContaining({ code: InputErrorCode.TOO_LARGE }));
  });

  test('no document of exactly the largest size', () => {
    const text = `{"a":"${'x'.repeat(MAX_DOCUMENT_BYTES - 8)}"}`;
    expect(documentsIn(`${text}{}`)).toHaveLength(2);
    expect(() => documentsIn(text.replace('"}', 'x"}'))).toThrow('is larger than');
  });
});
