import { InflateStatus } from '../shared/inflate-status';
import { fillBits, takeBits } from './bit-reader';
import { DISTANCE_TABLE_BITS, distanceTable, LITERAL_TABLE_BITS, literalTable } from './deflate-codes';
import {
  CODEWORD_SHIFT,
  END_OF_BLOCK,
  ENTRY_SHIFT,
  EXCEPTIONAL,
  LENGTH_SHIFT,
  LITERALS_ONLY,
  MIN_LENGTH,
  SUBTABLE,
  VALUE_SHIFT,
} from './huffman-table';
import { InflateState } from './inflate-state';

/** Decodes symbols near the end of input or output. A symbol is consumed only if all its bits are available. */
export function inflateNearEnd(inputEnd: usize, outputEnd: usize, historyStart: usize): InflateStatus {
  while (true) {
    // enough for any match: 15 + 5 bits of a length and 15 + 13 bits of a distance
    fillBits(inputEnd);
    const entry = entryAt(literalTable, LITERAL_TABLE_BITS, 0);
    const lengthBits = bitsOf(entry);
    if (InflateState.bitCount < lengthBits) return InflateStatus.NEED_INPUT;
    if (entry & LITERALS_ONLY) {
      if (InflateState.output === outputEnd) return InflateStatus.NEED_OUTPUT;
      store<u8>(InflateState.output++, entry >> VALUE_SHIFT);
      takeBits(lengthBits);
      continue;
    }
    if (entry & EXCEPTIONAL) {
      if (!(entry & END_OF_BLOCK)) return InflateStatus.BAD_SYMBOL;
      takeBits(lengthBits);
      return InflateStatus.BLOCK_DONE;
    }
    const distanceEntry = entryAt(distanceTable, DISTANCE_TABLE_BITS, lengthBits);
    const matchBits = lengthBits + bitsOf(distanceEntry);
    if (InflateState.bitCount < matchBits) return InflateStatus.NEED_INPUT;
    if (distanceEntry & EXCEPTIONAL) return InflateStatus.BAD_SYMBOL;
    const distance = <usize>(distanceEntry >> VALUE_SHIFT) + extraAt(distanceEntry, lengthBits);
    if (distance > InflateState.output - historyStart) return InflateStatus.BAD_DISTANCE;
    InflateState.matchLeft = <usize>(entry >> LENGTH_SHIFT) + MIN_LENGTH + extraAt(entry, 0);
    InflateState.matchDistance = distance;
    takeBits(matchBits);
    if (!finishMatch(outputEnd)) return InflateStatus.NEED_OUTPUT;
  }
}

/** Copies the rest of a match as far as the output has room. Returns whether the match is complete. */
export function finishMatch(outputEnd: usize): bool {
  const count = min(InflateState.matchLeft, outputEnd - InflateState.output);
  const end = InflateState.output + count;
  // byte by byte, because a match may overlap itself
  for (; InflateState.output < end; InflateState.output++) {
    store<u8>(InflateState.output, load<u8>(InflateState.output - InflateState.matchDistance));
  }
  InflateState.matchLeft -= count;
  return InflateState.matchLeft === 0;
}

/** The entry of the codeword at an offset in the bit buffer, subtables resolved. */
function entryAt(table: usize, tableBits: u32, offset: u64): u32 {
  const bits = InflateState.bits >> offset;
  const entry = entryOf(table, 0, bits, tableBits);
  if (!(entry & SUBTABLE) || !(entry & EXCEPTIONAL)) return entry;
  const rest = entryOf(table, entry >> VALUE_SHIFT, bits >> tableBits, codewordBitsOf(entry));
  return rest + ((tableBits << CODEWORD_SHIFT) | tableBits);
}

function entryOf(table: usize, first: u32, bits: u64, indexBits: u32): u32 {
  return load<u32>(table + ((first + (<u32>bits & ((1 << indexBits) - 1))) << ENTRY_SHIFT));
}

function bitsOf(entry: u32): u64 {
  return entry & 0x3f;
}

function codewordBitsOf(entry: u32): u32 {
  return (entry >> CODEWORD_SHIFT) & 0xf;
}

/** The value of the extra bits of an entry, whose codeword is at an offset in the bit buffer. */
function extraAt(entry: u32, offset: u64): usize {
  const codewordBits = <u64>codewordBitsOf(entry);
  const extra =
    (InflateState.bits >> (offset + codewordBits)) & (((<u64>1) << (bitsOf(entry) - codewordBits)) - 1);
  return <usize>extra;
}
