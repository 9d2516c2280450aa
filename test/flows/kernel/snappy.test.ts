import { describe, expect, test } from 'vitest';
import { snappyUncompress } from '../../../flows/parquet/hyparquet';
import { Kernel } from './support/kernel';
import { plainBytes, randomOf } from './support/random';

const { exports, memory, free } = new Kernel();
const SLACK_BYTES = 16;
const GUARD = 0xa5;
const LENGTHS = [
  0, 1, 2, 3, 4, 14, 15, 16, 17, 59, 60, 61, 62, 255, 256, 257, 65_535, 65_536, 65_537, 200_000,
];

/** Compresses, and verifies that nothing is written out of bounds. */
function written(how: 'snappyCompress' | 'snappyLiteral', plain: Buffer): Buffer {
  const target = free + plain.length + 64;
  const end = target + exports.snappyBound(plain.length) + SLACK_BYTES;
  memory.set(plain, free);
  memory.fill(GUARD, end, end + 64);
  const length = exports[how](free, plain.length, target);
  expect(memory.subarray(end, end + 64).every((byte) => byte === GUARD)).toBe(true);
  expect(length).toBeLessThanOrEqual(exports.snappyBound(plain.length));
  return Buffer.from(memory.subarray(target, target + length));
}

function read(bytes: Buffer, length: number): Buffer {
  const plain = Buffer.alloc(length);
  snappyUncompress(bytes, plain);
  return plain;
}

describe.each(['snappyCompress', 'snappyLiteral'] as const)('%s', (how) => {
  test.each(LENGTHS)('%i bytes are the same after decompression', (length) => {
    for (let seed = 0; seed < 3; seed++) {
      for (const plain of Object.values(plainBytes(randomOf(seed), length))) {
        expect(read(written(how, plain), length).equals(plain)).toBe(true);
      }
    }
  });

  test('any small number of bytes is the same after decompression', () => {
    const random = randomOf(5);
    for (let round = 0; round < 400; round++) {
      const length = random(600);
      for (const plain of Object.values(plainBytes(random, length))) {
        expect(read(written(how, plain), length).equals(plain)).toBe(true);
      }
    }
  });
});

describe('sizes', () => {
  const { zeros, random, tokens } = plainBytes(randomOf(6), 200_000);

  test('repetitions shrink, and random bytes hardly grow', () => {
    expect(written('snappyCompress', zeros).length).toBeLessThan(10_000);
    expect(written('snappyCompress', tokens).length).toBeLessThan(100_000);
    expect(written('snappyCompress', random).length).toBeLessThan(200_000 + 30);
  });

  test('a literal adds its tag and length', () => {
    const plain = Buffer.alloc(5_000_000, 'flow');
    expect(written('snappyLiteral', plain).length).toBe(plain.length + 4 + 4);
    expect(read(written('snappyLiteral', plain), plain.length).equals(plain)).toBe(true);
  });
});
