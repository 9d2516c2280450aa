import type { ByteReader } from '../read/byte-reader';
import { unpackBits } from './run-cursor';

const MAX_DELTA_BITS = 64;
const WORD = 2 ** 32;
const MAX_WINDOW_BITS = 25;

/**
 * Reads numbers that are stored as packed differences to the previous number. A number has two words of 32 bits, the
 * lower one first, because `bigint` is many times slower.
 *
 * Source: Apache Parquet, "Encodings": Delta Encoding.
 */
export function readDeltaWords(reader: ByteReader, count: number): Int32Array {
  const blockSize = reader.varint();
  const blocks = reader.varint();
  const total = reader.varint();
  const size = blockSize / blocks;
  if (!Number.isInteger(size) || size <= 0 || size % 8 !== 0 || total !== count) {
    throw new Error(
      `a header of ${total} differences in ${blocks} blocks of ${blockSize} is invalid for ${count} values`,
    );
  }
  const words = new Int32Array(count * 2);
  const first = reader.zigzag();
  if (count > 0) new BigInt64Array(words.buffer)[0] = first;
  for (let seen = 1; seen < count; ) {
    const least = reader.zigzag();
    const widths = reader.take(blocks);
    for (let block = 0; block < blocks && seen < count; block++) {
      const bits = widths[block] as number;
      if (bits > MAX_DELTA_BITS)
        throw new Error(`differences have ${bits} bits, more than ${MAX_DELTA_BITS}`);
      const start = reader.skip((size * bits) / 8);
      const end = Math.min(seen + size, count);
      addDifferences(words, seen, end, reader.bytes, start * 8, bits, least);
      seen = end;
    }
  }
  return words;
}

function addDifferences(
  words: Int32Array,
  from: number,
  to: number,
  bytes: Uint8Array,
  bitsAt: number,
  bits: number,
  least: bigint,
): void {
  const leastLow = Number(BigInt.asUintN(32, least));
  const leastHigh = Number(BigInt.asIntN(32, least >> 32n));
  const mask = 2 ** Math.min(bits, 31) - 1;
  const lastWindow = bytes.length - 4;
  let low = (words[from * 2 - 2] as number) >>> 0;
  let high = words[from * 2 - 1] as number;
  let bitAt = bitsAt;
  for (let index = from; index < to; index++) {
    const at = bitAt >> 3;
    let difference: number;
    let highDifference = 0;
    if (bits <= MAX_WINDOW_BITS && at <= lastWindow) {
      const window =
        (bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24);
      difference = (window >>> (bitAt & 7)) & mask;
    } else {
      difference = unpackBits(bytes, bitAt, Math.min(bits, 32)) >>> 0;
      if (bits > 32) highDifference = unpackBits(bytes, bitAt + 32, bits - 32);
    }
    const sum = low + leastLow + difference;
    // three summands below 2^32
    const carry = sum >= WORD * 2 ? 2 : sum >= WORD ? 1 : 0;
    low = sum - carry * WORD;
    high = (high + leastHigh + highDifference + carry) | 0;
    words[index * 2] = low | 0;
    words[index * 2 + 1] = high;
    bitAt += bits;
  }
}
