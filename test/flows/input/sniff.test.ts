import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gunzippedBeginning, isGzip, sniff } from '../../../flows/input/sniff';
import { chunks } from '../../support/normalized';

const TEXT = 'version account-id\n2 123456789012\n';
const MOST = 64 * 1024;

describe('sniff', () => {
  test.each([1, 3, 100])('keeps the whole stream, in chunks of %d bytes', async (size) => {
    const { first, all, isWhole } = await sniff(chunks(TEXT, size), 5);
    expect(first.length).toBeGreaterThanOrEqual(5);
    expect(isWhole).toBe(false);
    const parts: Uint8Array[] = [];
    for await (const part of all) parts.push(Buffer.from(part));
    expect(Buffer.concat(parts).toString()).toBe(TEXT);
  });

  test('stops at the end of the stream', async () => {
    const { first, all, isWhole } = await sniff(chunks('abc', 2), 4);
    expect(Buffer.from(first).toString()).toBe('abc');
    expect(isWhole).toBe(true);
    for await (const part of all) expect(Buffer.from(part).toString()).toBe('abc');
  });
});

test.each([
  ['gzip', gzipSync(TEXT), true],
  ['text', Buffer.from(TEXT), false],
  ['nothing', Buffer.alloc(0), false],
])('recognizes %s by its first bytes', (_, bytes, expected) => {
  expect(isGzip(bytes)).toBe(expected);
});

describe('gunzippedBeginning', () => {
  test('decompresses the whole of a small source', () => {
    expect(gunzippedBeginning(gzipSync(TEXT), true)).toEqual({ bytes: Buffer.from(TEXT), isWhole: true });
  });

  test('decompresses truncated gzip', () => {
    const found = gunzippedBeginning(gzipSync(TEXT.repeat(500)).subarray(0, -20), false);
    expect(TEXT.repeat(500).startsWith(Buffer.from(found?.bytes ?? []).toString())).toBe(true);
    expect(found?.isWhole).toBe(false);
  });

  test.each([1_000, 100_000, 10_000_000])('of %d newlines has 64 KiB at most', (length) => {
    const found = gunzippedBeginning(gzipSync('\n'.repeat(length)), true);
    expect(found?.bytes.length).toBeGreaterThan(0);
    expect(found?.bytes.length).toBeLessThanOrEqual(MOST);
    expect(found?.isWhole).toBe(length <= MOST);
  });

  test('ends before damaged data', () => {
    const plain = Array.from({ length: 20_000 }, (_, n) => `${(n * 7919) % 65_521}\n`).join('');
    const stored = gzipSync(plain);
    stored.fill(0xff, stored.length >>> 1);
    const found = gunzippedBeginning(stored, true);
    expect(found?.bytes.length).toBeGreaterThan(1_000);
    expect(plain.startsWith(Buffer.from(found?.bytes ?? []).toString())).toBe(true);
  });

  test('is undefined if the data are damaged from the beginning', () => {
    expect(
      gunzippedBeginning(Buffer.from('1f8bffffffffffffffffffffffffffffffff', 'hex'), true),
    ).toBeUndefined();
  });
});
