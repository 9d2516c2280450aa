import type { ByteReader } from './byte-reader';

const MAX_INDEX_BITS = 32;
const MAX_DELTA_BITS = 64;

/**
 * Reads runs of small numbers: repeated numbers, or numbers packed in a number of bits. Runs with more numbers than
 * `values` has room for are truncated.
 *
 * Source: Apache Parquet, "Encodings": Run Length Encoding / Bit-Packing Hybrid.
 */
export function readRuns(reader: ByteReader, bits: number, values: Uint8Array | Uint32Array): void {
  if (bits > MAX_INDEX_BITS) throw new Error(`numbers have ${bits} bits, more than ${MAX_INDEX_BITS}`);
  if (bits === 0) return;
  for (let seen = 0; seen < values.length; ) {
    const head = reader.varint();
    const wanted = values.length - seen;
    if (head % 2 === 1) {
      const groups = (head - 1) / 2;
      const count = Math.min(groups * 8, wanted);
      const start = reader.skip(Math.ceil((count * bits) / 8));
      if (bits === 1) unpackBits(reader.bytes, start, values, seen, count);
      else {
        for (let index = 0; index < count; index++)
          values[seen + index] = unpack(reader.bytes, start * 8 + index * bits, bits);
      }
      seen += count;
      reader.skip(Math.min(groups * bits - (reader.at - start), reader.end - reader.at));
    } else {
      const start = reader.skip(Math.ceil(bits / 8));
      const end = seen + Math.min(head / 2, wanted);
      values.fill(unpack(reader.bytes, start * 8, Math.ceil(bits / 8) * 8), seen, end);
      seen = end;
    }
  }
}

/** Unpacks numbers of one bit. */
function unpackBits(
  bytes: Uint8Array,
  start: number,
  values: Uint8Array | Uint32Array,
  first: number,
  count: number,
): void {
  for (let index = 0; index < count; index++)
    values[first + index] = ((bytes[start + (index >> 3)] as number) >> (index & 7)) & 1;
}

/**
 * Reads numbers that are stored as packed differences to the previous number.
 *
 * Source: Apache Parquet, "Encodings": Delta Encoding.
 */
export function readDeltas(reader: ByteReader, count: number): BigInt64Array {
  const blockSize = reader.varint();
  const blocks = reader.varint();
  const total = reader.varint();
  const size = blockSize / blocks;
  if (!Number.isInteger(size) || size <= 0 || size % 8 !== 0 || total !== count) {
    throw new Error(
      `a header of ${total} differences in ${blocks} blocks of ${blockSize} is invalid for ${count} values`,
    );
  }
  const values = new BigInt64Array(count);
  let value = reader.zigzag();
  if (count > 0) values[0] = value;
  for (let seen = 1; seen < count; ) {
    const least = reader.zigzag();
    const widths = reader.take(blocks);
    for (let block = 0; block < blocks && seen < count; block++) {
      const bits = widths[block] as number;
      if (bits > MAX_DELTA_BITS)
        throw new Error(`differences have ${bits} bits, more than ${MAX_DELTA_BITS}`);
      const start = reader.skip((size * bits) / 8) * 8;
      const end = Math.min(seen + size, count);
      for (let index = 0; seen < end; index++) {
        value = BigInt.asIntN(64, value + least + unpackLong(reader.bytes, start + index * bits, bits));
        values[seen++] = value;
      }
    }
  }
  return values;
}

function unpackLong(bytes: Uint8Array, at: number, bits: number): bigint {
  if (bits <= MAX_INDEX_BITS) return BigInt(unpack(bytes, at, bits));
  const low = BigInt(unpack(bytes, at, MAX_INDEX_BITS));
  const high = BigInt(unpack(bytes, at + MAX_INDEX_BITS, bits - MAX_INDEX_BITS));
  return (high << BigInt(MAX_INDEX_BITS)) | low;
}

/** Returns a number of up to 32 bits, least significant bit first, at a position in bits. */
function unpack(bytes: Uint8Array, at: number, bits: number): number {
  let value = 0;
  for (let got = 0; got < bits; ) {
    const offset = (at + got) % 8;
    const taken = Math.min(8 - offset, bits - got);
    const byte = bytes[(at + got - offset) / 8] as number;
    value += ((byte >>> offset) & ((1 << taken) - 1)) * 2 ** got;
    got += taken;
  }
  return value;
}
