import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  beginsWithObject,
  formOf,
  InputForm,
  inflatedBeginning,
  showsForm,
  showsGzip,
  sniff,
} from '../../../flows/input/sniff';
import { chunks } from '../../support/normalized';

const TEXT = 'version account-id\n2 123456789012\n';

test.each([1, 3, 100])('sniff keeps the whole stream, in chunks of %d bytes', async (size) => {
  const { first, all } = await sniff(chunks(TEXT, size), ({ length }) => length >= 5);
  expect(first.length).toBeGreaterThanOrEqual(5);
  const parts: Uint8Array[] = [];
  for await (const part of all) parts.push(Buffer.from(part));
  expect(Buffer.concat(parts).toString()).toBe(TEXT);
});

test('sniff stops at the end of the stream', async () => {
  const { first, all } = await sniff(chunks('abc', 2), () => false);
  expect(Buffer.from(first).toString()).toBe('abc');
  for await (const part of all) expect(Buffer.from(part).toString()).toBe('abc');
});

test.each([
  [InputForm.GZIP, gzipSync(TEXT)],
  [InputForm.PARQUET, Buffer.from('PAR1\x15\x00')],
  [InputForm.JSON, Buffer.from('\ufeff\n {"records":[')],
  [InputForm.TEXT, Buffer.from(TEXT)],
  [InputForm.TEXT, Buffer.from('PAR')],
  [InputForm.TEXT, Buffer.from('[{}]')],
  [InputForm.TEXT, Buffer.alloc(0)],
])('recognizes %s by its first bytes', (form, bytes) => {
  expect(formOf(bytes)).toBe(form);
});

test.each([
  ['2 1', false],
  ['2 12', true],
  ['    ', false],
  ['   {', true],
  [' '.repeat(64 * 1024), true],
])('a beginning such as %j shows its form: %s', (text, expected) => {
  expect(showsForm(Buffer.from(text))).toBe(expected);
});

test('two bytes show gzip', () => {
  expect([0, 1, 2].map((length) => showsGzip(gzipSync(TEXT).subarray(0, length)))).toEqual([
    false,
    false,
    true,
  ]);
});

describe('inflatedBeginning', () => {
  test('decompresses truncated gzip', () => {
    const beginning = inflatedBeginning(gzipSync(TEXT.repeat(500)).subarray(0, 60));
    expect(TEXT.repeat(500).startsWith(Buffer.from(beginning).toString())).toBe(true);
    expect(beginning.length).toBeGreaterThan(20);
  });

  test('returns other bytes as they are', () => {
    expect(Buffer.from(inflatedBeginning(Buffer.from(TEXT))).toString()).toBe(TEXT);
  });
});

test.each([
  ['{}', true],
  [' \r\n\t{', true],
  ['\ufeff {', true],
  ['2 123456789012', false],
  ['[', false],
  [' \n', undefined],
  ['', undefined],
])('%j begins with an object: %s', (text, expected) => {
  expect(beginsWithObject(Buffer.from(text))).toBe(expected);
});
