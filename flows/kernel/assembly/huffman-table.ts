import { reserve } from './memory';

// An entry has all that is needed to decode a codeword, so that a symbol needs one load:
//
//   bits 0-5    number of bits to consume: the codeword and its extra bits
//   bit  6      literals only: no match follows
//   bit  7      exceptional: end of block, subtable, invalid codeword or reserved symbol
//   bits 8-11   number of bits of the codeword alone
//   bit  12     end of block    (with bit 7)
//   bit  13     subtable        (with bit 7): bits 8-11 are its index bits, bits 16-31 its first entry
//   bits 14-15  number of literals
//   bits 16-31  the base of a distance; or literals, the first one in the lowest bits;
//   bits 24-31  or, after one literal or none, the base of a length minus 3
//
// 64-bit shifts use only six bits of the shift amount, so amounts need no masks.

export const LITERALS_ONLY: u32 = 1 << 6;
export const EXCEPTIONAL: u32 = 1 << 7;
export const CODEWORD_SHIFT = 8;
export const END_OF_BLOCK: u32 = 1 << 12;
export const SUBTABLE: u32 = 1 << 13;
export const LITERAL_COUNT_SHIFT = 14;
export const VALUE_SHIFT = 16;
export const LENGTH_SHIFT = 24;
export const MIN_LENGTH: u32 = 3;

export const ENTRY_SHIFT = 2;
const MAX_CODEWORD_BITS: u32 = 15;

/** The kind of a set of codeword lengths. */
export enum CodeSet {
  COMPLETE,
  /** No codeword. */
  EMPTY,
  /** One codeword of one bit. */
  SINGLE,
  /** Over-subscribed, or incomplete in another way. */
  BAD,
}

/**
 * Number of codewords of each length, and the position of the first symbol of each length among the sorted symbols.
 */
export const counts: usize = reserve((MAX_CODEWORD_BITS + 1) << 2);
const starts: usize = reserve((MAX_CODEWORD_BITS + 1) << 2);
export const sorted: usize = reserve(288 << 1);

/**
 * Builds the decoding table of a set of codewords. `lengths` has one byte per symbol; `symbols` has the entry of each
 * symbol without the bits of the codeword. Codewords longer than `tableBits` continue in subtables after the table.
 */
export function buildTable(
  lengths: usize,
  symbolCount: u32,
  symbols: usize,
  table: usize,
  tableBits: u32,
): CodeSet {
  const set = sortSymbols(lengths, symbolCount);
  if (set === CodeSet.COMPLETE) fillTable(symbols, table, tableBits);
  else if (set !== CodeSet.BAD) fillIncomplete(set, symbols, table, tableBits);
  return set;
}

/** Sorts the symbols by the length of their codeword, which is the order of their codewords. */
function sortSymbols(lengths: usize, symbolCount: u32): CodeSet {
  memory.fill(counts, 0, (MAX_CODEWORD_BITS + 1) << 2);
  for (let symbol: u32 = 0; symbol < symbolCount; symbol++) {
    const count = counts + ((<usize>load<u8>(lengths + symbol)) << 2);
    store<u32>(count, load<u32>(count) + 1);
  }
  let space: i32 = 1;
  let used: u32 = 0;
  for (let length: u32 = 1; length <= MAX_CODEWORD_BITS; length++) {
    const count = load<u32>(counts + (length << 2));
    store<u32>(starts + (length << 2), used);
    used += count;
    space = (space << 1) - count;
    if (space < 0) return CodeSet.BAD;
  }
  for (let symbol: u32 = 0; symbol < symbolCount; symbol++) {
    const length = <usize>load<u8>(lengths + symbol);
    if (length === 0) continue;
    const start = load<u32>(starts + (length << 2));
    store<u16>(sorted + (start << 1), symbol);
    store<u32>(starts + (length << 2), start + 1);
  }
  if (space === 0) return CodeSet.COMPLETE;
  if (used === 0) return CodeSet.EMPTY;
  return used === 1 && load<u32>(counts, 4) === 1 ? CodeSet.SINGLE : CodeSet.BAD;
}

/**
 * The entry of the symbol with a rank. `length` is the number of bits of its codeword that the containing table
 * decodes.
 */
function entryOf(symbols: usize, rank: u32, length: u32): u32 {
  const symbol = <usize>load<u16>(sorted + (rank << 1));
  return load<u32>(symbols + (symbol << ENTRY_SHIFT)) + ((length << CODEWORD_SHIFT) | length);
}

/** The next codeword of the same length, in reversed bit order. `codeword` must not be the last one. */
export function nextCodeword(codeword: u32, length: u32): u32 {
  const highestZero: u32 = 1 << (31 - clz(codeword ^ ((1 << length) - 1)));
  return (codeword & (highestZero - 1)) | highestZero;
}

/**
 * Enters the codewords in order of their length. Before the length grows, the table is doubled, which copies the
 * entries to all longer indexes.
 */
function fillTable(symbols: usize, table: usize, tableBits: u32): void {
  let length: u32 = 1;
  let count = load<u32>(counts + (length << 2));
  let codeword: u32 = 0;
  let rank: u32 = 0;
  while (count === 0) count = load<u32>(counts + (++length << 2));
  while (length <= tableBits) {
    for (; count > 0; count--) {
      store<u32>(table + (codeword << ENTRY_SHIFT), entryOf(symbols, rank++, length));
      if (codeword === (1 << length) - 1) {
        for (; length < tableBits; length++) double(table, length);
        return;
      }
      codeword = nextCodeword(codeword, length);
    }
    while (count === 0) {
      if (length < tableBits) double(table, length);
      count = load<u32>(counts + (++length << 2));
    }
  }
  fillSubtables(symbols, table, tableBits, codeword, length, rank);
}

function double(table: usize, length: u32): void {
  const bytes: usize = 1 << (length + ENTRY_SHIFT);
  memory.copy(table + bytes, table, bytes);
}

/** Continues with the first codeword that does not fit into the table. */
function fillSubtables(
  symbols: usize,
  table: usize,
  tableBits: u32,
  firstCodeword: u32,
  firstLength: u32,
  firstRank: u32,
): void {
  const prefixMask: u32 = (1 << tableBits) - 1;
  let codeword = firstCodeword;
  let length = firstLength;
  let rank = firstRank;
  let count = load<u32>(counts + (length << 2));
  let end: u32 = 1 << tableBits;
  let prefix: u32 = -1;
  let subtable: u32 = 0;
  while (true) {
    if ((codeword & prefixMask) !== prefix) {
      prefix = codeword & prefixMask;
      subtable = end;
      // while the codewords of this length do not fill the subtable, longer ones follow
      let indexBits = length - tableBits;
      let filled = count;
      while (filled < 1 << indexBits) {
        indexBits++;
        filled = (filled << 1) + load<u32>(counts + ((tableBits + indexBits) << 2));
      }
      end = subtable + (1 << indexBits);
      store<u32>(
        table + (prefix << ENTRY_SHIFT),
        (subtable << VALUE_SHIFT) | EXCEPTIONAL | SUBTABLE | (indexBits << CODEWORD_SHIFT) | tableBits,
      );
    }
    const entry = entryOf(symbols, rank++, length - tableBits);
    const stride: u32 = 1 << (length - tableBits);
    for (let index = subtable + (codeword >> tableBits); index < end; index += stride) {
      store<u32>(table + (index << ENTRY_SHIFT), entry);
    }
    if (codeword === (1 << length) - 1) return;
    codeword = nextCodeword(codeword, length);
    count--;
    while (count === 0) count = load<u32>(counts + (++length << 2));
  }
}

/** A set with one codeword or none is valid; the unused bits are an error only if the data contains them. */
function fillIncomplete(set: CodeSet, symbols: usize, table: usize, tableBits: u32): void {
  const none = EXCEPTIONAL | (1 << CODEWORD_SHIFT) | 1;
  store<u32>(table, set === CodeSet.SINGLE ? entryOf(symbols, 0, 1) : none);
  store<u32>(table + (1 << ENTRY_SHIFT), none);
  for (let length: u32 = 1; length < tableBits; length++) double(table, length);
}
