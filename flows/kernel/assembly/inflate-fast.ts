import { InflateStatus } from '../shared/inflate-status';
import {
  DISTANCE_TABLE_BITS,
  distanceTable,
  fusedTable,
  LITERAL_TABLE_BITS,
  literalTable,
} from './deflate-codes';
import {
  CODEWORD_SHIFT,
  END_OF_BLOCK,
  ENTRY_SHIFT,
  EXCEPTIONAL,
  LENGTH_SHIFT,
  LITERAL_COUNT_SHIFT,
  LITERALS_ONLY,
  MIN_LENGTH,
  SUBTABLE,
  VALUE_SHIFT,
} from './huffman-table';
import { InflateState } from './inflate-state';
import { COPY_BYTES, preparePatterns, repeatPattern } from './match-copy';

/** An iteration refills the bit buffer at most twice, and each refill loads eight bytes. */
const INPUT_SLACK: usize = 16;
/**
 * Bytes of literals in an iteration. A match may be written past the end of the output, where there is room for it.
 */
const OUTPUT_SLACK: usize = 8;

const LITERAL_INDEX: u64 = (1 << LITERAL_TABLE_BITS) - 1;
const DISTANCE_INDEX: u64 = (1 << DISTANCE_TABLE_BITS) - 1;
const MAX_DISTANCE_BITS: u64 = 15 + 13;

/**
 * Decodes symbols while input and output are far from their ends, so that no iteration needs a bounds check. It is
 * one loop with few local variables, because spilled registers cost more than anything else here. The next entry is
 * loaded before the bytes of a match are copied.
 *
 * A refill leaves at least 56 bits: an entry of literals and a length needs up to 31, and a distance up to 28.
 */
export function inflateFast(inputEnd: usize, outputEnd: usize, historyStart: usize): InflateStatus {
  if (inputEnd - InflateState.input < INPUT_SLACK) return InflateStatus.NEAR_END;
  if (outputEnd - InflateState.output < OUTPUT_SLACK) return InflateStatus.NEAR_END;
  preparePatterns();
  const lastInput = inputEnd - INPUT_SLACK;
  const lastOutput = outputEnd - OUTPUT_SLACK;
  let input = InflateState.input;
  let output = InflateState.output;
  let bits = InflateState.bits;
  // only the lower six bits are valid
  let bitCount = InflateState.bitCount;
  let status = InflateStatus.NEAR_END;

  bits |= load<u64>(input) << bitCount;
  input += refillBytes(bitCount);
  bitCount |= 56;
  let entry = literalEntry(bits);
  while (input <= lastInput) {
    if (output > lastOutput) break;
    let before = bits;
    bits >>= entry;
    bitCount -= entry;
    // without literals, the next store overwrites these bytes
    store<u16>(output, entry >> VALUE_SHIFT);
    output += literalCount(entry);
    if (entry & (LITERALS_ONLY | EXCEPTIONAL)) {
      if (entry & LITERALS_ONLY) {
        entry = literalEntry(bits);
        before = bits;
        bits >>= entry;
        bitCount -= entry;
        store<u16>(output, entry >> VALUE_SHIFT);
        output += literalCount(entry);
        if (entry & LITERALS_ONLY) {
          bits |= load<u64>(input) << bitCount;
          input += refillBytes(bitCount);
          bitCount |= 56;
          entry = literalEntry(bits);
          continue;
        }
      }
      if (entry & EXCEPTIONAL) {
        if (entry & SUBTABLE) {
          entry = <u64>load<u32>(subtableOffset(entry, bits), literalTable);
          before = bits;
          bits >>= entry;
          bitCount -= entry;
          if (entry & LITERALS_ONLY) {
            store<u8>(output++, entry >> VALUE_SHIFT);
            bits |= load<u64>(input) << bitCount;
            input += refillBytes(bitCount);
            bitCount |= 56;
            entry = literalEntry(bits);
            continue;
          }
        }
        if (entry & EXCEPTIONAL) {
          status = entry & END_OF_BLOCK ? InflateStatus.BLOCK_DONE : InflateStatus.BAD_SYMBOL;
          break;
        }
      }
    }
    const end = output + <usize>((entry >> LENGTH_SHIFT) + MIN_LENGTH + extraOf(entry, before, bits));
    if ((bitCount & 63) < MAX_DISTANCE_BITS) {
      bits |= load<u64>(input) << bitCount;
      input += refillBytes(bitCount);
      bitCount |= 56;
    }
    entry = distanceEntry(bits);
    if (entry & EXCEPTIONAL) {
      if (entry & SUBTABLE) {
        bits >>= DISTANCE_TABLE_BITS;
        bitCount -= DISTANCE_TABLE_BITS;
        entry = <u64>load<u32>(subtableOffset(entry, bits), distanceTable);
      }
      if (entry & EXCEPTIONAL) {
        status = InflateStatus.BAD_SYMBOL;
        break;
      }
    }
    before = bits;
    bits >>= entry;
    bitCount -= entry;
    const distance = <usize>((entry >> VALUE_SHIFT) + extraOf(entry, before, bits));
    if (distance > output - historyStart) {
      status = InflateStatus.BAD_DISTANCE;
      break;
    }
    bits |= load<u64>(input) << bitCount;
    input += refillBytes(bitCount);
    bitCount |= 56;
    entry = literalEntry(bits);
    // needed if this match passes the end of the output
    InflateState.matchDistance = distance;
    if (distance >= COPY_BYTES) {
      let source = output - distance;
      v128.store(output, v128.load(source));
      v128.store(output, v128.load(source, 16), 16);
      for (output += 32; output < end; output += 32) {
        source += 32;
        v128.store(output, v128.load(source));
        v128.store(output, v128.load(source, 16), 16);
      }
    } else repeatPattern(output, end, distance);
    output = end;
  }
  // computed from values that the loop has anyway, to save registers
  if (output > lastOutput + OUTPUT_SLACK) {
    InflateState.matchLeft = output - lastOutput - OUTPUT_SLACK;
    output = lastOutput + OUTPUT_SLACK;
  }
  bitCount &= 63;
  InflateState.bits = bits & (((<u64>1) << bitCount) - 1);
  InflateState.bitCount = bitCount;
  InflateState.input = input;
  InflateState.output = output;
  return status;
}

function literalEntry(bits: u64): u64 {
  return <u64>load<u32>((<usize>(bits & LITERAL_INDEX)) << ENTRY_SHIFT, fusedTable);
}

function distanceEntry(bits: u64): u64 {
  return <u64>load<u32>((<usize>(bits & DISTANCE_INDEX)) << ENTRY_SHIFT, distanceTable);
}

/** Offset of an entry of a subtable. */
function subtableOffset(entry: u64, bits: u64): usize {
  const index = bits & (((<u64>1) << ((entry >> CODEWORD_SHIFT) & 0xf)) - 1);
  return (<usize>((entry >> VALUE_SHIFT) + index)) << ENTRY_SHIFT;
}

function literalCount(entry: u64): usize {
  return <usize>(entry >> LITERAL_COUNT_SHIFT) & 3;
}

/** The value of the extra bits of an entry. */
function extraOf(entry: u64, before: u64, after: u64): u64 {
  return (before ^ (after << entry)) >> (entry >> CODEWORD_SHIFT);
}

/** Number of bytes that a refill consumes. */
function refillBytes(bitCount: u64): usize {
  return <usize>(~bitCount >> 3) & 7;
}
