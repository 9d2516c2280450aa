import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { InflateStatus } from '../../../flows/kernel/shared/inflate-status';
import { Bits, craftedBlock } from './support/crafted-block';
import { type Inflated, KernelInflate, type Steps } from './support/kernel-inflate';
import { plainBytes, type Random, randomOf } from './support/random';

const kernel = new KernelInflate();
const WHOLE: Steps = { inputBytes: 2 ** 24, outputBytes: 2 ** 20 };
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const STRATEGIES = ['Z_DEFAULT_STRATEGY', 'Z_FILTERED', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED'] as const;

/** The status of the kernel for each message of zlib. */
const ERROR_OF_ZLIB: Readonly<Record<string, number>> = {
  'invalid block type': InflateStatus.BAD_BLOCK_TYPE,
  'invalid stored block lengths': InflateStatus.BAD_STORED_LENGTH,
  'too many length or distance symbols': InflateStatus.BAD_CODE_LENGTHS,
  'invalid code lengths set': InflateStatus.BAD_CODE_LENGTHS,
  'invalid bit length repeat': InflateStatus.BAD_CODE_LENGTHS,
  'invalid code -- missing end-of-block': InflateStatus.BAD_CODE_LENGTHS,
  'invalid literal/lengths set': InflateStatus.BAD_CODE_LENGTHS,
  'invalid distances set': InflateStatus.BAD_CODE_LENGTHS,
  'invalid literal/length code': InflateStatus.BAD_SYMBOL,
  'invalid distance code': InflateStatus.BAD_SYMBOL,
  'invalid distance too far back': InflateStatus.BAD_DISTANCE,
  'unexpected end of file': InflateStatus.TRUNCATED,
};

/** The result of zlib, with an error as the status of the kernel. */
function byZlib(stream: Uint8Array): Inflated | { error: number | undefined } {
  try {
    // the types of Node lack `info`
    const { buffer, engine } = inflateRawSync(stream, { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { plain: buffer, inputBytes: engine.bytesWritten };
  } catch (error) {
    return { error: ERROR_OF_ZLIB[(error as Error).message] };
  }
}

function expectSame(stream: Uint8Array, steps: Steps): void {
  const expected = byZlib(stream);
  const actual = kernel.inflate(stream, steps);
  if ('error' in expected) expect({ error: 'error' in actual && actual.error }).toEqual(expected);
  else
    expect('error' in actual ? actual : [actual.inputBytes, actual.plain.equals(expected.plain)]).toEqual([
      expected.inputBytes,
      true,
    ]);
}

function errorOf(stream: Uint8Array): number | null {
  const result = kernel.inflate(stream, WHOLE);
  return 'error' in result ? result.error : null;
}

/** A stream of values, each with its number of bits. */
function streamOf(...fields: readonly (readonly [value: number, bits: number])[]): Buffer {
  const bits = new Bits();
  for (const [value, count] of fields) bits.put(value, count);
  return bits.bytes();
}

describe.each(STRATEGIES)('streams of %s', (strategy) => {
  test.each(LEVELS)('at level %i', (level) => {
    for (const length of [0, 1, 2, 300, 5_000, 70_000]) {
      for (const plain of Object.values(plainBytes(randomOf(level), length))) {
        for (const memLevel of [1, 9]) {
          const stream = deflateRawSync(plain, { level, strategy: constants[strategy], memLevel });
          const result = kernel.inflate(stream, WHOLE);
          if ('error' in result) throw new Error(`error ${result.error}`);
          expect(result.plain.equals(plain)).toBe(true);
          expect(result.inputBytes).toBe(stream.length);
        }
      }
    }
  });
});

describe('resumes', () => {
  const plain = Buffer.concat(Object.values(plainBytes(randomOf(1), 700)));
  const streams = STRATEGIES.map((strategy) => deflateRawSync(plain, { strategy: constants[strategy] }));
  streams.push(deflateRawSync(plain, { level: 0 }));

  test.each([1, 2, 3, 5, 8, 16, 17, 100, 1_000])('with %i bytes of input per call', (inputBytes) => {
    for (const stream of streams) {
      for (const outputBytes of [1, 7, 258, 5_000]) expectSame(stream, { inputBytes, outputBytes });
    }
  });

  test('with any room for the output', () => {
    for (const stream of streams) {
      for (let outputBytes = 1; outputBytes < 400; outputBytes += 1 + (outputBytes >> 4)) {
        expectSame(stream, { inputBytes: 2 ** 20, outputBytes });
      }
    }
  });

  test('with exactly 32 KiB of history', () => {
    const { random: block } = plainBytes(randomOf(2), 32_768);
    const far = Buffer.concat([block, block, block]);
    const stream = deflateRawSync(far, { level: 9, memLevel: 9 });
    for (const outputBytes of [100, 1_000, 32_768, 40_000])
      expectSame(stream, { inputBytes: 5_000, outputBytes });
  });

  test('before another stream', () => {
    const stream = deflateRawSync(plain);
    for (const inputBytes of [1, 64, 100_000]) {
      const result = kernel.inflate(Buffer.concat([stream, stream]), { inputBytes, outputBytes: 2 ** 16 });
      expect(result).toEqual({ plain, inputBytes: stream.length });
    }
  });
});

describe('reports the same error as zlib for a stream', () => {
  test('that is cut off at any byte', () => {
    const plain = Buffer.concat(Object.values(plainBytes(randomOf(3), 150)));
    for (const strategy of STRATEGIES) {
      const stream = deflateRawSync(plain, { strategy: constants[strategy] });
      for (let length = 0; length < stream.length; length++) {
        const cut = stream.subarray(0, length);
        expect(errorOf(cut)).toBe(InflateStatus.TRUNCATED);
        expectSame(cut, { inputBytes: 9, outputBytes: 100 });
      }
    }
  });

  test.each([
    ['with a reserved block type', streamOf([1, 1], [3, 2]), InflateStatus.BAD_BLOCK_TYPE],
    [
      'with a stored length without its complement',
      streamOf([1, 1], [0, 7], [5, 16], [5, 16]),
      InflateStatus.BAD_STORED_LENGTH,
    ],
    [
      'with 287 symbols',
      streamOf([1, 1], [2, 2], [30, 5], [0, 5], [0, 4], [0, 32]),
      InflateStatus.BAD_CODE_LENGTHS,
    ],
    [
      'with 31 distances',
      streamOf([1, 1], [2, 2], [0, 5], [30, 5], [0, 4], [0, 32]),
      InflateStatus.BAD_CODE_LENGTHS,
    ],
    [
      'with no precode',
      streamOf([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [0, 64], [0, 400]),
      InflateStatus.BAD_CODE_LENGTHS,
    ],
    [
      'with a repeat code without a previous length',
      streamOf([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [1, 3], [1, 3], [0, 6], [0, 32]),
      InflateStatus.BAD_CODE_LENGTHS,
    ],
    ['with a reserved length', streamOf([1, 1], [1, 2], [0b01100011, 8], [0, 32]), InflateStatus.BAD_SYMBOL],
    [
      'with a reserved distance',
      streamOf([1, 1], [1, 2], [0b00001100, 8], [0b1000000, 7], [0b11111, 5], [0, 32]),
      InflateStatus.BAD_SYMBOL,
    ],
    [
      'with a distance before the start of the output',
      streamOf([1, 1], [1, 2], [0b1000000, 7], [0, 5], [0, 32]),
      InflateStatus.BAD_DISTANCE,
    ],
  ])('%s', (_, stream, error) => {
    expect(errorOf(stream)).toBe(error);
    expectSame(stream, WHOLE);
    expectSame(stream, { inputBytes: 1, outputBytes: 1 });
  });

  test('with codes that no compressor produces', () => {
    const random = randomOf(5);
    let valid = 0;
    for (let round = 0; round < 4_000; round++) {
      const stream = craftedBlock(random);
      expectSame(stream, random(3) ? WHOLE : { inputBytes: 1 + random(100), outputBytes: 1 + random(500) });
      if (errorOf(stream) === null) valid++;
    }
    expect(valid).toBeGreaterThan(100);
  });

  test('with damage in random places', () => {
    const random = randomOf(4);
    let verdicts = 0;
    for (let round = 0; round < 300; round++) {
      const stream = randomStream(random);
      for (let mutation = 0; mutation < 20; mutation++) {
        const steps = random(3) ? WHOLE : { inputBytes: 1 + random(100), outputBytes: 1 + random(500) };
        const damaged = mutated(random, stream);
        expectSame(damaged, steps);
        if (errorOf(damaged) !== null) verdicts++;
      }
    }
    expect(verdicts).toBeGreaterThan(2_000);
  });
});

function randomStream(random: Random): Buffer {
  const kinds = Object.values(plainBytes(random, random(random(2) ? 100 : 2_000)));
  return deflateRawSync(kinds[random(kinds.length)] as Buffer, {
    level: random(10),
    strategy: random(5),
    memLevel: 1 + random(9),
  });
}

/** A copy with flipped bits, most of them near the start, where the codes are. */
function mutated(random: Random, stream: Buffer): Buffer {
  const copy = Buffer.from(stream);
  const range = random(2) ? copy.length : Math.min(copy.length, 80);
  for (let flips = random(4); flips > 0; flips--) {
    const index = random(range);
    copy.writeUInt8(copy.readUInt8(index) ^ (1 << random(8)), index);
  }
  return random(4) ? copy : copy.subarray(0, random(copy.length + 1));
}
