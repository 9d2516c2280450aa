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
import { Status, Stream } from './inflate-state';

/** Decodes symbol by symbol, and takes none before all bits of it are there: where the fast loop has no room. */
export function inflateNearEnd(inputEnd: usize, outputEnd: usize, historyStart: usize): Status {
  while (true) {
    // enough for any match: 15 + 5 bits of a length, and 15 + 13 of its distance
    fillBits(inputEnd);
    const entry = entryAt(literalTable, LITERAL_TABLE_BITS, 0);
    const lengthBits = bitsOf(entry);
    if (Stream.bitCount < lengthBits) return Status.NeedInput;
    if (entry & LITERALS_ONLY) {
      if (Stream.output === outputEnd) return Status.NeedOutput;
      store<u8>(Stream.output++, entry >> VALUE_SHIFT);
      takeBits(lengthBits);
      continue;
    }
    if (entry & EXCEPTIONAL) {
      if (!(entry & END_OF_BLOCK)) return Status.BadSymbol;
      takeBits(lengthBits);
      return Status.BlockDone;
    }
    const distanceEntry = entryAt(distanceTable, DISTANCE_TABLE_BITS, lengthBits);
    const matchBits = lengthBits + bitsOf(distanceEntry);
    if (Stream.bitCount < matchBits) return Status.NeedInput;
    if (distanceEntry & EXCEPTIONAL) return Status.BadSymbol;
    const distance = <usize>(distanceEntry >> VALUE_SHIFT) + extraAt(distanceEntry, lengthBits);
    if (distance > Stream.output - historyStart) return Status.BadDistance;
    Stream.matchLeft = <usize>(entry >> LENGTH_SHIFT) + MIN_LENGTH + extraAt(entry, 0);
    Stream.matchDistance = distance;
    takeBits(matchBits);
    if (!finishMatch(outputEnd)) return Status.NeedOutput;
  }
}

/** Copies what is left of a match, as far as there is room for it. */
export function finishMatch(outputEnd: usize): bool {
  const count = min(Stream.matchLeft, outputEnd - Stream.output);
  const end = Stream.output + count;
  // bytes one by one, as a match may go on into itself
  for (; Stream.output < end; Stream.output++) {
    store<u8>(Stream.output, load<u8>(Stream.output - Stream.matchDistance));
  }
  Stream.matchLeft -= count;
  return Stream.matchLeft === 0;
}

/** The entry for the codeword at an offset in the bit buffer, as if there were no subtables. */
function entryAt(table: usize, tableBits: u32, offset: u64): u32 {
  const bits = Stream.bits >> offset;
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

/** What the extra bits of an entry add, for a codeword at an offset in the bit buffer. */
function extraAt(entry: u32, offset: u64): usize {
  const codewordBits = <u64>codewordBitsOf(entry);
  const extra = (Stream.bits >> (offset + codewordBits)) & (((<u64>1) << (bitsOf(entry) - codewordBits)) - 1);
  return <usize>extra;
}
