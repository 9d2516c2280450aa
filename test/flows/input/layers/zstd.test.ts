import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, InputErrorCode } from '../../../../flows/input/input-error';
import { ZSTD } from '../../../../flows/input/layers/zstd';
import { chunks } from '../../../support/normalized';

const TEXT = Buffer.from(
  Array.from(
    { length: 20_000 },
    (_, n) => `2 123456789012 eni-${(n * 7919) % 997} 10.0.0.${n % 250} ${n}\n`,
  ).join(''),
);

const FRAME = zstd(TEXT);
const MAGIC = Buffer.from('28b52ffd', 'hex');

function zstd(bytes: Uint8Array, ...options: string[]): Buffer | undefined {
  try {
    return execFileSync('zstd', ['-q', '-c', ...options], { input: bytes, maxBuffer: 1e9 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function decoded(
  bytes: Uint8Array,
  size = 65_536,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of ZSTD.decode(chunks(bytes, size), maxBytes)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

describe.skipIf(FRAME === undefined)('frames of the program zstd', () => {
  const frame = FRAME as Buffer;

  test.each([['-1'], ['-19'], ['--no-check'], ['-3', '--no-content-size']])('%s %s', async (...options) => {
    const stored = zstd(TEXT, ...options.filter((option) => option !== undefined)) as Buffer;
    for (const size of [1_000, 65_536]) expect((await decoded(stored, size)).equals(TEXT)).toBe(true);
  });

  test('in chunks of one byte, after frames without content', async () => {
    const small = zstd(Buffer.from('OK\n')) as Buffer;
    const skippable = Buffer.from('502a4d1803000000616263', 'hex');
    const stored = Buffer.concat([small, skippable, small, zstd(Buffer.alloc(0)) as Buffer]);
    expect((await decoded(stored, 1)).toString()).toBe('OK\nOK\n');
  });

  test('truncated anywhere are rejected', async () => {
    const small = zstd(TEXT.subarray(0, 500)) as Buffer;
    for (let length = 1; length < small.length; length++) {
      await expect(decoded(small.subarray(0, length))).rejects.toMatchObject({
        code: InputErrorCode.DAMAGED,
      });
    }
  });

  test('with a changed bit never return other bytes', async () => {
    const plain = TEXT.subarray(0, 2_000);
    const small = zstd(plain) as Buffer;
    await fc.assert(
      fc.asyncProperty(fc.nat(small.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(small);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        const result = await decoded(changed).catch((error: unknown) => error);
        if (result instanceof InputError) return;
        expect((result as Buffer).equals(plain) || (result as Buffer).length === 0).toBe(true);
      }),
    );
  });

  test('with a larger window than allowed are rejected with the fix', async () => {
    const wide = zstd(Buffer.alloc(40 * 1024 ** 2, 'x'), '--long=27', '--no-content-size') as Buffer;
    await expect(decoded(wide)).rejects.toMatchObject({
      code: InputErrorCode.UNSUPPORTED,
      message: expect.stringContaining('without --long'),
    });
  });

  test('followed by other data are rejected', async () => {
    await expect(decoded(Buffer.concat([frame, Buffer.from('text after it')]))).rejects.toThrow(
      'something else follows',
    );
  });

  test('stop at the limit', async () => {
    const bomb = zstd(Buffer.alloc(64 * 1024 ** 2, '\n')) as Buffer;
    await expect(decoded(bomb, 100, 1_000_000)).rejects.toMatchObject({ code: InputErrorCode.TOO_LARGE });
  });
});

test('any bytes after the magic number end in content or an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const stored = Buffer.concat([MAGIC, bytes]);
      await decoded(stored).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
    }),
    { numRuns: 2_000 },
  );
});
