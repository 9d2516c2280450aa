import { describe, expect, test } from 'vitest';
import { UTF16_BE, UTF16_LE } from '../../../../flows/input/layers/utf16';
import { chunks } from '../../../support/normalized';

const TEXT = 'version account-id interface-id srcaddr dstaddr\r\n2 é€𐍈 1\r\n';

async function decoded(layer: typeof UTF16_LE, bytes: Uint8Array, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of layer.decode(chunks(bytes, size), Number.POSITIVE_INFINITY)) parts.push(part);
  return Buffer.concat(parts);
}

function utf16(text: string, isBigEndian = false): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

describe.each([1, 2, 3, 7, 65_536])('in chunks of %i bytes', (size) => {
  test.each([
    ['with the low byte first', UTF16_LE, false],
    ['with the high byte first', UTF16_BE, true],
  ])('converts text %s', async (_, layer, isBigEndian) => {
    for (const mark of ['\ufeff', '']) {
      const stored = utf16(mark + TEXT, isBigEndian);
      expect(layer.recognizes(stored)).toBe(true);
      expect((await decoded(layer, stored, size)).toString('utf8')).toBe(mark + TEXT);
    }
  });

  test('an unpaired surrogate becomes invalid UTF-8', async () => {
    for (const isBigEndian of [false, true]) {
      const layer = isBigEndian ? UTF16_BE : UTF16_LE;
      const bytes = await decoded(layer, utf16('a\ud800b\udc00', isBigEndian), size);
      expect(bytes.toString('hex')).toBe('61eda08062edb080');
    }
  });

  test('text that ends within a character is an error', async () => {
    const stored = utf16('2 𐍈');
    for (const cut of [1, 2, 3]) {
      await expect(decoded(UTF16_LE, stored.subarray(0, -cut), size)).rejects.toThrow('truncated');
    }
  });
});

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['Parquet', Buffer.from('PAR1\x15\x00\x15\x00')],
  ['zeros', Buffer.alloc(100)],
  ['two bytes', Buffer.from('2\0')],
  ['nothing', Buffer.alloc(0)],
])('does not recognize %s', (_, bytes) => {
  expect(UTF16_LE.recognizes(bytes)).toBe(false);
  expect(UTF16_BE.recognizes(bytes)).toBe(false);
});
