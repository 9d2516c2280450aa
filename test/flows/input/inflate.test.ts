import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ByteCount, type InflateOptions, inflate } from '../../../flows/input/inflate';
import { InputError, InputErrorCode } from '../../../flows/input/input-error';
import { chunks } from '../../support/normalized';

const TEXT = Buffer.from('2 123456789012 eni-1 192.0.2.1 198.51.100.1 443 49152 6 10 840\n'.repeat(5));
const GZIP = gzipSync(TEXT);
const CHUNK_SIZES = [1, 2, 7, 65_536];
const GZIP_HEADER_BYTES = 10;
const GZIP_TRAILER_BYTES = 8;

async function inflated(bytes: Uint8Array, chunkSize?: number, options?: InflateOptions): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of inflate(chunks(bytes, chunkSize), options)) parts.push(part);
  return Buffer.concat(parts);
}

function expectDamaged(bytes: Uint8Array, chunkSize?: number): Promise<void> {
  const expected = { name: 'InputError', code: InputErrorCode.DAMAGED };
  return expect(inflated(bytes, chunkSize)).rejects.toMatchObject(expected);
}

function flipped(bytes: Uint8Array, offset: number, bit = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(offset) ^ (1 << bit), offset);
  return copy;
}

describe.each(CHUNK_SIZES)('in chunks of %i', (size) => {
  test.each([
    ['gzip', GZIP, TEXT],
    ['gzip of nothing', gzipSync(''), Buffer.alloc(0)],
    ['gzip of several members', Buffer.concat([GZIP, gzipSync(''), GZIP]), Buffer.concat([TEXT, TEXT])],
    ['plain text', TEXT, TEXT],
    ['a single byte', Buffer.from('x'), Buffer.from('x')],
    ['half of the sign of gzip', Buffer.from([0x1f]), Buffer.from([0x1f])],
    ['nothing', Buffer.alloc(0), Buffer.alloc(0)],
  ])('%s returns the decompressed bytes', async (_, stored, plain) => {
    const count: ByteCount = { stored: 0, inflated: 0 };
    expect(await inflated(stored, size, { count })).toEqual(plain);
    expect(count).toEqual({ stored: stored.length, inflated: plain.length });
  });

  test.each([
    ['text', Buffer.from('2 123456789012')],
    ['a zero', Buffer.from([0])],
    ['half of the sign of gzip', Buffer.from([0x1f])],
    ['the sign of gzip', Buffer.from([0x1f, 0x8b])],
    ['a cut member', GZIP.subarray(0, -1)],
  ])('rejects gzip followed by %s', async (_, garbage) => {
    await expectDamaged(Buffer.concat([GZIP, garbage]), size);
  });

  test('rejects a wrong checksum', async () => {
    await expectDamaged(flipped(GZIP, GZIP.length - GZIP_TRAILER_BYTES), size);
  });
});

describe('gzip', () => {
  test('truncated anywhere is rejected', async () => {
    // one byte alone is not yet known to be gzip
    for (let length = 2; length < GZIP.length; length++) await expectDamaged(GZIP.subarray(0, length));
  });

  test('truncated in any chunks is rejected', async () => {
    const plain = fc.uint8Array({ maxLength: 2_000 });
    await fc.assert(
      fc.asyncProperty(plain, fc.nat(), fc.integer({ min: 1, max: 50 }), async (bytes, cut, chunkSize) => {
        const whole = gzipSync(bytes);
        await expectDamaged(whole.subarray(0, 2 + (cut % (whole.length - 2))), chunkSize);
      }),
    );
  });

  test('with one changed bit never returns other bytes', async () => {
    const plain = fc.uint8Array({ maxLength: 2_000 });
    await fc.assert(
      fc.asyncProperty(plain, fc.nat(), fc.nat(7), async (bytes, at, bit) => {
        const whole = gzipSync(bytes);
        const offset = GZIP_HEADER_BYTES + (at % (whole.length - GZIP_HEADER_BYTES));
        const result = await inflated(flipped(whole, offset, bit)).catch((error: unknown) => error);
        // some bits only pad the last byte
        if (result instanceof InputError) expect(result.code).toBe(InputErrorCode.DAMAGED);
        else expect(result).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('is reported with the position of the damage', async () => {
    await expect(inflated(GZIP.subarray(0, 20))).rejects.toThrow(
      'unexpected end of file (byte 20 of 20 read',
    );
  });
});

describe('the size limit', () => {
  test.each([
    ['gzip', GZIP],
    ['plain text', TEXT],
  ])('accepts %s of exactly that size, and not one byte more', async (_, stored) => {
    expect(await inflated(stored, 7, { maxBytes: TEXT.length })).toEqual(TEXT);
    const tooMuch = inflated(stored, 7, { maxBytes: TEXT.length - 1 });
    await expect(tooMuch).rejects.toMatchObject({ name: 'InputError', code: InputErrorCode.TOO_LARGE });
    await expect(tooMuch).rejects.toThrow(`more than ${TEXT.length - 1} bytes`);
  });

  test('stops a bomb early', async () => {
    // a stream reads 64 KiB ahead, and the bomb is twice as long
    const bomb = gzipSync(Buffer.alloc(128 * 1024 * 1024));
    const count: ByteCount = { stored: 0, inflated: 0 };
    await expect(inflated(bomb, 1_024, { maxBytes: 1_000_000, count })).rejects.toThrow(InputError);
    expect(count.inflated).toBeLessThan(2_000_000);
    expect(count.stored).toBeLessThan(bomb.length);
  });
});

test('an error of the source is thrown unchanged', async () => {
  const lost = new Error('connection lost');
  async function* broken() {
    yield GZIP.subarray(0, 20);
    throw lost;
  }
  const read = async () => {
    for await (const _ of inflate(broken()));
  };
  await expect(read()).rejects.toBe(lost);
});
