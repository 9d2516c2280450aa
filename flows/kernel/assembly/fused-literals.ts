import {
  CODEWORD_SHIFT,
  ENTRY_SHIFT,
  EXCEPTIONAL,
  LITERAL_COUNT_SHIFT,
  LITERALS_ONLY,
} from './huffman-table';

const LITERAL_MASK: u32 = 0xff << 16;

/**
 * Makes of a table of literals and lengths one whose entries hold two symbols where the index holds both codewords: a
 * literal and another one, or a literal and a length. So the fast loop takes fewer steps, and guesses less often
 * wrong which kind of symbol is next. Subtables stay where they are.
 */
export function fuseLiterals(table: usize, tableBits: u32, fused: usize): void {
  const size: u32 = 1 << tableBits;
  for (let index: u32 = 0; index < size; index++) {
    const first = load<u32>(table + (index << ENTRY_SHIFT));
    const firstBits = first & 0x3f;
    const second = load<u32>(table + ((index >> firstBits) << ENTRY_SHIFT));
    const secondBits = (second >> CODEWORD_SHIFT) & 0xf;
    // a second literal moves behind the first, a length is there already
    const value = second & LITERALS_ONLY ? (second & LITERAL_MASK) << 8 : second & (0xff << 24);
    const both =
      (value | (first & LITERAL_MASK) | (second & 0xffff)) +
      ((1 << LITERAL_COUNT_SHIFT) | (firstBits << CODEWORD_SHIFT) | firstBits);
    const isFit =
      u32((first & LITERALS_ONLY) !== 0) &
      u32((second & EXCEPTIONAL) === 0) &
      u32(firstBits + secondBits <= tableBits);
    store<u32>(fused + (index << ENTRY_SHIFT), select(both, first, isFit));
  }
}
