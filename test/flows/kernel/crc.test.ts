import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crcOf } from '../../../flows/kernel/crc';
import { withKernel } from '../../../flows/kernel/kernel';

const POLYNOMIAL = 0xedb88320;
const STEP_BITS = 128;

describe('the CRC of the kernel', () => {
  it('is based on a valid relation between powers', () => {
    const powers = powersOfStep(300);
    const terms = [300, 155, 117, 89, 0].map((exponent) => powers[exponent] as number);
    expect(terms.reduce((sum, term) => (sum ^ term) >>> 0, 0)).toBe(0);
  });

  it('equals that of zlib, for any bytes in any pieces', () =>
    withKernel(async (kernel) => {
      const place = kernel.run.textBuffer();
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer()), { maxLength: 4 }),
          fc.boolean(),
          (pieces, isEmpty) => {
            let ours = 0;
            let theirs = 0;
            for (const [length, seed] of pieces) {
              const piece = isEmpty ? Buffer.alloc(length) : noise(length, seed);
              kernel.bytes.set(piece, place);
              ours = crcOf(kernel, place, length, ours);
              theirs = crc32(piece, theirs);
            }
            expect(ours).toBe(theirs);
          },
        ),
      );
    }));
});

/** x^(128 i) modulo the polynomial, in reflected bit order, for i from 0 to a number. */
function powersOfStep(count: number): number[] {
  let power = 0x80000000;
  const powers = [power];
  for (let step = 1; step <= count; step++) {
    for (let bit = 0; bit < STEP_BITS; bit++) power = power & 1 ? (power >>> 1) ^ POLYNOMIAL : power >>> 1;
    powers.push(power >>> 0);
  }
  return powers;
}

function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
