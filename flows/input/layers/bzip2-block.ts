import type { BitReader } from './bzip2-bits';
import { HuffmanTable } from './bzip2-huffman';

const MIN_TABLES = 2;
const MAX_TABLES = 6;
const GROUP_SIZE = 50;
const MAX_CODE_LENGTH = 20;
const RUN_A = 0;
const RUN_B = 1;
const OUTPUT_BYTES = 64 * 1024;
/** After this many equal bytes, a count follows. */
const RUN_BYTES = 4;
const POLYNOMIAL = 0x04c11db7;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  return crc >>> 0;
});

/** A block before the inverse of the Burrows-Wheeler transform. */
interface Block {
  readonly bytes: Uint32Array;
  readonly length: number;
  readonly origin: number;
}

/**
 * Decodes a block after its magic number and checksum. The work is linear in the size of the block.
 *
 * @param maxLength largest length of the block in bytes
 * @returns the checksum of the content
 * @throws RangeError if the block is damaged
 */
export function* blockContent(bits: BitReader, maxLength: number): Generator<Uint8Array, number> {
  const { bytes, length, origin } = readBlock(bits, maxLength);
  invertTransform(bytes, length);
  let crc = 0xffffffff;
  let output = Buffer.allocUnsafe(OUTPUT_BYTES);
  let at = 0;
  let next = (bytes[origin] as number) >>> 8;
  let previous = -1;
  let run = 0;
  for (let index = 0; index < length; index++) {
    const entry = bytes[next] as number;
    const byte = entry & 0xff;
    next = entry >>> 8;
    let copies = 1;
    let written = byte;
    if (run === RUN_BYTES) {
      copies = byte;
      written = previous;
      run = 0;
      previous = -1;
    } else {
      run = byte === previous ? run + 1 : 1;
      previous = byte;
    }
    for (; copies > 0; copies--) {
      crc = ((crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ written] as number)) >>> 0;
      output[at++] = written;
      if (at === OUTPUT_BYTES) {
        yield output;
        output = Buffer.allocUnsafe(OUTPUT_BYTES);
        at = 0;
      }
    }
  }
  if (at > 0) yield output.subarray(0, at);
  return ~crc >>> 0;
}

function readBlock(bits: BitReader, maxLength: number): Block {
  if (bits.read(1) === 1) throw new RangeError('a randomized block, which no current program writes');
  const origin = bits.read(24);
  const symbols = usedBytes(bits);
  const tableCount = bits.read(3);
  if (tableCount < MIN_TABLES || tableCount > MAX_TABLES) throw new RangeError('invalid number of tables');
  const selectors = readSelectors(bits, tableCount);
  const tables = Array.from({ length: tableCount }, () => readTable(bits, symbols.length + 2));
  const bytes = new Uint32Array(maxLength);
  const length = readSymbols(bits, symbols, selectors, tables, bytes);
  if (origin >= length) throw new RangeError('invalid start of the block');
  return { bytes, length, origin };
}

/** The bytes that occur in the block, in order. */
function usedBytes(bits: BitReader): Uint8Array {
  const used: number[] = [];
  const ranges = bits.read(16);
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >>> range)) === 0) continue;
    const members = bits.read(16);
    for (let member = 0; member < 16; member++) {
      if ((members & (0x8000 >>> member)) !== 0) used.push(range * 16 + member);
    }
  }
  if (used.length === 0) throw new RangeError('a block without bytes');
  return Uint8Array.from(used);
}

function readSelectors(bits: BitReader, tableCount: number): Uint8Array {
  const selectors = new Uint8Array(bits.read(15));
  if (selectors.length === 0) throw new RangeError('a block without tables');
  const order = Uint8Array.from({ length: tableCount }, (_, table) => table);
  for (let index = 0; index < selectors.length; index++) {
    let position = 0;
    while (bits.read(1) === 1) {
      position++;
      if (position >= tableCount) throw new RangeError('invalid table');
    }
    selectors[index] = moveToFront(order, position);
  }
  return selectors;
}

function readTable(bits: BitReader, symbolCount: number): HuffmanTable {
  const lengths = new Uint8Array(symbolCount);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > MAX_CODE_LENGTH) throw new RangeError('invalid code length');
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return new HuffmanTable(lengths);
}

/** Reads the symbols of a block into its bytes. Returns the number of bytes. */
function readSymbols(
  bits: BitReader,
  symbols: Uint8Array,
  selectors: Uint8Array,
  tables: readonly HuffmanTable[],
  bytes: Uint32Array,
): number {
  const order = symbols.slice();
  const end = symbols.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let index = 0; ; index++) {
    const selector = selectors[Math.floor(index / GROUP_SIZE)];
    if (selector === undefined) throw new RangeError('a block with too many symbols');
    const symbol = (tables[selector] as HuffmanTable).next(bits);
    if (symbol === RUN_A || symbol === RUN_B) {
      run += weight * (symbol === RUN_A ? 1 : 2);
      weight *= 2;
      if (length + run > bytes.length) throw new RangeError('a block that is too long');
      continue;
    }
    if (run > 0) {
      bytes.fill(order[0] as number, length, length + run);
      length += run;
      run = 0;
      weight = 1;
    }
    if (symbol === end) return length;
    if (length === bytes.length) throw new RangeError('a block that is too long');
    bytes[length++] = moveToFront(order, symbol - 1);
  }
}

/** Adds to each byte, above its eight bits, the position of the byte that follows it. */
function invertTransform(bytes: Uint32Array, length: number): void {
  const starts = new Uint32Array(256);
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number;
    starts[byte] = (starts[byte] as number) + 1;
  }
  for (let byte = 0, sum = 0; byte < 256; byte++) {
    const count = starts[byte] as number;
    starts[byte] = sum;
    sum += count;
  }
  for (let at = 0; at < length; at++) {
    const byte = (bytes[at] as number) & 0xff;
    const to = starts[byte] as number;
    starts[byte] = to + 1;
    bytes[to] = ((bytes[to] as number) | (at << 8)) >>> 0;
  }
}

function moveToFront(order: Uint8Array, position: number): number {
  const value = order[position] as number;
  order.copyWithin(1, 0, position);
  order[0] = value;
  return value;
}
