import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Bits, craftedBlock } from './support/crafted-block';
import { type Inflated, KernelInflate, type Steps } from './support/kernel-inflate';
import { plainBytes, type Random, randomOf } from './support/random';

const kernel = new KernelInflate();
const WHOLE: Steps = { inputBytes: 2 ** 24, outputBytes: 2 ** 20 };
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const STRATEGIES = ['Z_DEFAULT_STRATEGY', 'Z_FILTERED', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED'] as const;

const ERROR = {
  badBlockType: -1,
  badStoredLength: -2,
  badCodeLengths: -3,
  badSymbol: -4,
  badDistance: -5,
  truncated: -6,
};

/** What each message of zlib is here. */
const ERROR_OF_ZLIB: Readonly<Record<string, number>> = {
  'invalid block type': ERROR.badBlockType,
  'invalid stored block lengths': ERROR.badStoredLength,
  'too many length or distance symbols': ERROR.badCodeLengths,
  'invalid code lengths set': ERROR.badCodeLengths,
  'invalid bit length repeat': ERROR.badCodeLengths,
  'invalid code -- missing end-of-block': ERROR.badCodeLengths,
  'invalid literal/lengths set': ERROR.badCodeLengths,
  'invalid distances set': ERROR.badCodeLengths,
  'invalid literal/length code': ERROR.badSymbol,
  'invalid distance code': ERROR.badSymbol,
  'invalid distance too far back': ERROR.badDistance,
  'unexpected end of file': ERROR.truncated,
};

/** What zlib says, with an error as the one here. */
function byZlib(stream: Uint8Array): Inflated | { error: number | undefined } {
  try {
    // the types do not know of `info`
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

/** A stream of values of so many bits each. */
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

describe('resumed', () => {
  const plain = Buffer.concat(Object.values(plainBytes(randomOf(1), 700)));
  const streams = STRATEGIES.map((strategy) => deflateRawSync(plain, { strategy: constants[strategy] }));
  streams.push(deflateRawSync(plain, { level: 0 }));

  test.each([1, 2, 3, 5, 8, 16, 17, 100, 1_000])('with %i bytes of input at once', (inputBytes) => {
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

  test('with 32 KiB of history and no more', () => {
    const { random: block } = plainBytes(randomOf(2), 32_768);
    const far = Buffer.concat([block, block, block]);
    const stream = deflateRawSync(far, { level: 9, memLevel: 9 });
    for (const outputBytes of [100, 1_000, 32_768, 40_000])
      expectSame(stream, { inputBytes: 5_000, outputBytes });
  });

  test('behind another stream, and with something behind it', () => {
    const stream = deflateRawSync(plain);
    for (const inputBytes of [1, 64, 100_000]) {
      const result = kernel.inflate(Buffer.concat([stream, stream]), { inputBytes, outputBytes: 2 ** 16 });
      expect(result).toEqual({ plain, inputBytes: stream.length });
    }
  });
});

describe('damaged', () => {
  test('cut off at any byte', () => {
    const plain = Buffer.concat(Object.values(plainBytes(randomOf(3), 150)));
    for (const strategy of STRATEGIES) {
      const stream = deflateRawSync(plain, { strategy: constants[strategy] });
      for (let length = 0; length < stream.length; length++) {
        const cut = stream.subarray(0, length);
        expect(errorOf(cut)).toBe(ERROR.truncated);
        expectSame(cut, { inputBytes: 9, outputBytes: 100 });
      }
    }
  });

  test.each([
    ['a reserved block type', streamOf([1, 1], [3, 2]), ERROR.badBlockType],
    [
      'a stored length without its complement',
      streamOf([1, 1], [0, 7], [5, 16], [5, 16]),
      ERROR.badStoredLength,
    ],
    ['287 symbols', streamOf([1, 1], [2, 2], [30, 5], [0, 5], [0, 4], [0, 32]), ERROR.badCodeLengths],
    ['31 distances', streamOf([1, 1], [2, 2], [0, 5], [30, 5], [0, 4], [0, 32]), ERROR.badCodeLengths],
    ['no precode', streamOf([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [0, 64], [0, 400]), ERROR.badCodeLengths],
    [
      'a repeat of nothing',
      streamOf([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [1, 3], [1, 3], [0, 6], [0, 32]),
      ERROR.badCodeLengths,
    ],
    ['a reserved length', streamOf([1, 1], [1, 2], [0b01100011, 8], [0, 32]), ERROR.badSymbol],
    [
      'a reserved distance',
      streamOf([1, 1], [1, 2], [0b00001100, 8], [0b1000000, 7], [0b11111, 5], [0, 32]),
      ERROR.badSymbol,
    ],
    [
      'a distance before the beginning',
      streamOf([1, 1], [1, 2], [0b1000000, 7], [0, 5], [0, 32]),
      ERROR.badDistance,
    ],
  ])('%s', (_, stream, error) => {
    expect(errorOf(stream)).toBe(error);
    expectSame(stream, WHOLE);
    expectSame(stream, { inputBytes: 1, outputBytes: 1 });
  });

  test('with codes that no compressor would choose', () => {
    const random = randomOf(5);
    let sound = 0;
    for (let round = 0; round < 4_000; round++) {
      const stream = craftedBlock(random);
      expectSame(stream, random(3) ? WHOLE : { inputBytes: 1 + random(100), outputBytes: 1 + random(500) });
      if (errorOf(stream) === null) sound++;
    }
    expect(sound).toBeGreaterThan(100);
  });

  test('in random places', () => {
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

/** A copy with some bits flipped, most of them near its begin, where the codes are. */
function mutated(random: Random, stream: Buffer): Buffer {
  const copy = Buffer.from(stream);
  const range = random(2) ? copy.length : Math.min(copy.length, 80);
  for (let flips = random(4); flips > 0; flips--) {
    const index = random(range);
    copy.writeUInt8(copy.readUInt8(index) ^ (1 << random(8)), index);
  }
  return random(4) ? copy : copy.subarray(0, random(copy.length + 1));
}
