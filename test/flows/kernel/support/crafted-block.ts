import type { Random } from './random';

const PRECODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** Symbols of the precode below this one have four bits, the others five: a complete code of all 19. */
const FIRST_OF_FIVE_BITS = 13;
const END_SYMBOL = 256;
const MAX_CODEWORD_BITS = 15;

/** Writes bits of a deflate stream, the first one lowest in its byte. */
export class Bits {
  private readonly bits: number[] = [];

  put(value: number, count: number): this {
    for (let bit = 0; bit < count; bit++) this.bits.push((value >> bit) & 1);
    return this;
  }

  /** Writes a codeword, highest bit first. */
  putCodeword(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit--) this.bits.push((value >> bit) & 1);
    return this;
  }

  bytes(): Buffer {
    const bytes = Buffer.alloc(Math.ceil(this.bits.length / 8));
    for (const [index, bit] of this.bits.entries()) {
      bytes.writeUInt8(bytes.readUInt8(index >> 3) | (bit << (index & 7)), index >> 3);
    }
    return bytes;
  }
}

/**
 * A last block with codes that no compressor produces: complete, of one codeword or none, or nearly complete. The
 * encoded data is random.
 */
export function craftedBlock(random: Random): Buffer {
  const literals = codeLengths(random, 257 + random(30), [1, 2, 1 + random(10), 1 + random(257)]);
  const distances = codeLengths(random, 1 + random(31), [0, 1, 1, 2, 1 + random(30)]);
  // without an end of block, the rest would not be decoded
  const other = literals.findIndex((length) => length > 0);
  [literals[END_SYMBOL], literals[other]] = [literals[other] ?? 0, literals[END_SYMBOL] ?? 0];
  const lengths = [...literals, ...distances];
  if (random(6) === 0) lengths[random(lengths.length)] = random(MAX_CODEWORD_BITS + 1);

  const bits = new Bits().put(1, 1).put(2, 2);
  bits
    .put(literals.length - 257, 5)
    .put(distances.length - 1, 5)
    .put(PRECODE_ORDER.length - 4, 4);
  for (const symbol of PRECODE_ORDER) bits.put(symbol < FIRST_OF_FIVE_BITS ? 4 : 5, 3);
  for (const length of lengths) {
    if (length < FIRST_OF_FIVE_BITS) bits.putCodeword(length, 4);
    else bits.putCodeword(FIRST_OF_FIVE_BITS + length, 5);
  }
  for (let count = random(500); count > 0; count--) bits.put(random(2), 1);
  return bits.bytes();
}

/** Lengths of a complete code for some of the symbols, or of a single codeword, mostly of one bit. */
function codeLengths(random: Random, symbols: number, usedSymbols: readonly number[]): number[] {
  const used = Math.min(symbols, usedSymbols[random(usedSymbols.length)] ?? 0);
  const lengths = new Array<number>(symbols).fill(0);
  if (used === 1) lengths[random(symbols)] = random(4) ? 1 : 2;
  if (used < 2) return lengths;
  const leaves = [0];
  while (leaves.length < used) {
    const deepest = leaves.length - 1 - (random(2) ? 0 : random(leaves.length));
    const depth = (leaves[deepest] ?? 0) + 1;
    if (depth <= MAX_CODEWORD_BITS) leaves.splice(deepest, 1, depth, depth);
  }
  const places = lengths.map((_, symbol) => symbol);
  for (const depth of leaves) {
    const [place = 0] = places.splice(random(places.length), 1);
    lengths[place] = depth;
  }
  return lengths;
}
