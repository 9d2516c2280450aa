import {
  CODEWORD_SHIFT,
  counts,
  ENTRY_SHIFT,
  EXCEPTIONAL,
  LITERAL_COUNT_SHIFT,
  LITERALS_ONLY,
  nextCodeword,
  sorted,
  VALUE_SHIFT,
} from './huffman-table';
import { reserve } from './memory';

const LITERALS: u32 = 256;
const LITERAL_MASK: u32 = 0xff << VALUE_SHIFT;
const CODEWORD_MASK: u32 = 0xf << CODEWORD_SHIFT;
const MAX_TABLE_BITS = 11;
/** Entries in a vector. */
const LANES: u32 = 4;
const LANES_SHIFT: u32 = 2;

/** Entries as the second symbol after a literal. */
const seconds: usize = reserve(1 << (MAX_TABLE_BITS + ENTRY_SHIFT));

/**
 * Makes a table whose entries have two symbols if the index contains both codewords: a literal and another literal,
 * or a literal and a length. The fast loop then needs fewer iterations and has fewer mispredicted branches. Must be
 * called directly after `buildTable`, because it uses the same codewords. Does not copy subtables.
 */
export function fuseLiterals(table: usize, tableBits: u32, fused: usize): void {
  memory.copy(fused, table, 1 << (tableBits + ENTRY_SHIFT));
  prepareSeconds(table, tableBits);
  let codeword: u32 = 0;
  let symbol = sorted;
  for (let length: u32 = 1; length <= tableBits - LANES_SHIFT; length++) {
    for (let count = load<u32>(counts + (length << 2)); count > 0; count--) {
      if (load<u16>(symbol) < LITERALS) fuseLiteral(codeword, length, tableBits, fused);
      symbol += 2;
      codeword = nextCodeword(codeword, length);
    }
  }
}

function prepareSeconds(table: usize, tableBits: u32): void {
  const end: usize = 1 << (tableBits + ENTRY_SHIFT);
  for (let offset: usize = 0; offset < end; offset += 16) {
    const entries = v128.load(table + offset);
    const literals = v128.and(entries, i32x4.splat(LITERAL_MASK));
    // a literal moves behind the first one; a length is in its address already
    const moved = v128.or(v128.andnot(entries, i32x4.splat(LITERAL_MASK)), i32x4.shl(literals, 8));
    const counted = i32x4.add(moved, i32x4.splat(1 << LITERAL_COUNT_SHIFT));
    // all other entries get the longest codeword, so that they never fit
    const exceptional = i32x4.ne(v128.and(entries, i32x4.splat(EXCEPTIONAL)), i32x4.splat(0));
    v128.store(seconds + offset, v128.or(counted, v128.and(exceptional, i32x4.splat(CODEWORD_MASK))));
  }
}

/** Fuses a literal with all symbols that fit into the rest of the index. */
function fuseLiteral(codeword: u32, length: u32, tableBits: u32, fused: usize): void {
  const restBits = tableBits - length;
  const alone = i32x4.splat(load<u32>(fused + (codeword << ENTRY_SHIFT)));
  const first = v128.andnot(alone, i32x4.splat(LITERALS_ONLY | (1 << LITERAL_COUNT_SHIFT)));
  const longest = i32x4.splat(restBits << CODEWORD_SHIFT);
  const stride: usize = 1 << (length + ENTRY_SHIFT);
  const end = seconds + (1 << (restBits + ENTRY_SHIFT));
  let address = fused + (codeword << ENTRY_SHIFT);
  for (let second = seconds; second < end; second += LANES << ENTRY_SHIFT) {
    const behind = v128.load(second);
    const isFit = i32x4.le_s(v128.and(behind, i32x4.splat(CODEWORD_MASK)), longest);
    const entries = v128.bitselect(i32x4.add(behind, first), alone, isFit);
    v128.store_lane<u32>(address, entries, 0);
    v128.store_lane<u32>(address + stride, entries, 1);
    v128.store_lane<u32>(address + stride * 2, entries, 2);
    v128.store_lane<u32>(address + stride * 3, entries, 3);
    address += stride * LANES;
  }
}
