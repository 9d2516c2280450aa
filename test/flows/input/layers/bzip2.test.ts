import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, InputErrorCode } from '../../../../flows/input/input-error';
import { BZIP2 } from '../../../../flows/input/layers/bzip2';
import { chunks } from '../../../support/normalized';

const LINES = Array.from({ length: 30_000 }, (_, n) => `2 eni-${(n * 7919) % 997} 10.0.0.${n % 250} ${n}\n`);
const TEXT = Buffer.from(LINES.join(''));
/** Header of a stream and of its first block, with a checksum. */
const BLOCK_START = Buffer.from('425a6839314159265359d91d2a00', 'hex');

function bzip2(bytes: Uint8Array, level = '-9'): Buffer | undefined {
  try {
    return execFileSync('bzip2', ['-c', level], { input: bytes, maxBuffer: 1e9 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function decoded(bytes: Uint8Array, size = 65_536, maxBytes = Number.POSITIVE_INFINITY) {
  const parts: Uint8Array[] = [];
  for await (const part of BZIP2.decode(chunks(bytes, size), maxBytes)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

describe.skipIf(bzip2(TEXT) === undefined)('streams of the program bzip2', () => {
  test.each(['-1', '-9'])('level %s', async (level) => {
    const stored = bzip2(TEXT, level) as Buffer;
    expect(BZIP2.recognizes(stored)).toBe(true);
    for (const size of [1_000, 65_536]) expect((await decoded(stored, size)).equals(TEXT)).toBe(true);
  });

  test('with runs, with all bytes, empty, and several in one file', async () => {
    const samples = [
      Buffer.alloc(0),
      Buffer.alloc(300_000, '\n'),
      Buffer.from('aaaabbbbbcccccccc'.repeat(99)),
      Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * n * 31) % 256)),
    ];
    for (const sample of samples) expect((await decoded(bzip2(sample) as Buffer)).equals(sample)).toBe(true);
    const all = Buffer.concat(samples.map((sample) => bzip2(sample, '-1') as Buffer));
    expect((await decoded(all, 100)).equals(Buffer.concat(samples))).toBe(true);
  });

  test('truncated anywhere are rejected', async () => {
    const small = bzip2(TEXT.subarray(0, 500)) as Buffer;
    for (let length = 1; length < small.length; length++) {
      await expect(decoded(small.subarray(0, length))).rejects.toMatchObject({
        code: InputErrorCode.DAMAGED,
      });
    }
  });

  test('with a changed bit never return other bytes', async () => {
    const plain = TEXT.subarray(0, 500);
    const small = bzip2(plain, '-1') as Buffer;
    await fc.assert(
      fc.asyncProperty(fc.nat(small.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(small);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        const result = await decoded(changed).catch((error: unknown) => error);
        // some bits only pad the last byte
        if (!(result instanceof InputError)) expect((result as Buffer).equals(plain)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('stop at the limit, and before other data', async () => {
    const bomb = bzip2(Buffer.alloc(20_000_000, '\n')) as Buffer;
    await expect(decoded(bomb, 100, 1_000_000)).rejects.toMatchObject({ code: InputErrorCode.TOO_LARGE });
    const followed = Buffer.concat([bzip2(TEXT) as Buffer, Buffer.from('text after it')]);
    await expect(decoded(followed)).rejects.toThrow('something else follows');
  });
});

test('any bytes after the magic numbers end in content or an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const stored = Buffer.concat([BLOCK_START, bytes]);
      await decoded(stored).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
    }),
    { numRuns: 500 },
  );
});
