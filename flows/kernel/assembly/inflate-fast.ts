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
import { Status, Stream } from './inflate-state';
import { COPY_BYTES, preparePatterns, repeatPattern } from './match-copy';

/** An iteration takes at most two fills of the bit buffer, and loads eight bytes for each. */
const INPUT_SLACK: usize = 16;
/** Literals of an iteration; a match may go past the end of the output, where there is room for it. */
const OUTPUT_SLACK: usize = 8;

const LITERAL_MASK: u64 = (1 << LITERAL_TABLE_BITS) - 1;
const DISTANCE_MASK: u64 = (1 << DISTANCE_TABLE_BITS) - 1;
const MAX_DISTANCE_BITS: u64 = 15 + 13;

/**
 * Decodes symbols while it need not look for the ends at each: all in one loop over locals, with no load waiting for
 * more than the one before it.
 */
export function inflateFast(inputEnd: usize, outputEnd: usize, historyStart: usize): Status {
  if (inputEnd - Stream.input < INPUT_SLACK || outputEnd - Stream.output < OUTPUT_SLACK)
    return Status.NearEnd;
  preparePatterns();
  const lastInput = inputEnd - INPUT_SLACK;
  const lastOutput = outputEnd - OUTPUT_SLACK;
  let input = Stream.input;
  let output = Stream.output;
  let bits = Stream.bits;
  let bitCount = Stream.bitCount;
  let status = Status.NearEnd;

  bits |= load<u64>(input) << bitCount;
  input += <usize>((63 - bitCount) >> 3);
  bitCount |= 56;
  let entry = <u64>load<u32>((<usize>(bits & LITERAL_MASK)) << ENTRY_SHIFT, fusedTable);
  while (input <= lastInput) {
    if (output > lastOutput) break;
    let symbolBits = bits;
    bits >>= entry;
    bitCount -= entry;
    // where there are no literals, these bytes will be overwritten
    store<u16>(output, entry >> VALUE_SHIFT);
    output += <usize>(entry >> LITERAL_COUNT_SHIFT) & 3;
    if (entry & (LITERALS_ONLY | EXCEPTIONAL)) {
      if (entry & LITERALS_ONLY) {
        entry = <u64>load<u32>((<usize>(bits & LITERAL_MASK)) << ENTRY_SHIFT, fusedTable);
        symbolBits = bits;
        bits >>= entry;
        bitCount -= entry;
        store<u16>(output, entry >> VALUE_SHIFT);
        output += <usize>(entry >> LITERAL_COUNT_SHIFT) & 3;
        if (entry & LITERALS_ONLY) {
          bits |= load<u64>(input) << bitCount;
          input += <usize>(~bitCount >> 3) & 7;
          bitCount |= 56;
          entry = <u64>load<u32>((<usize>(bits & LITERAL_MASK)) << ENTRY_SHIFT, fusedTable);
          continue;
        }
      }
      if (entry & EXCEPTIONAL) {
        if (entry & SUBTABLE) {
          const index = <usize>(bits & (((<u64>1) << ((entry >> CODEWORD_SHIFT) & 0xf)) - 1));
          entry = <u64>load<u32>((<usize>(entry >> VALUE_SHIFT) + index) << ENTRY_SHIFT, literalTable);
          symbolBits = bits;
          bits >>= entry;
          bitCount -= entry;
          if (entry & LITERALS_ONLY) {
            store<u8>(output++, entry >> VALUE_SHIFT);
            bits |= load<u64>(input) << bitCount;
            input += <usize>(~bitCount >> 3) & 7;
            bitCount |= 56;
            entry = <u64>load<u32>((<usize>(bits & LITERAL_MASK)) << ENTRY_SHIFT, fusedTable);
            continue;
          }
        }
        if (entry & EXCEPTIONAL) {
          status = entry & END_OF_BLOCK ? Status.BlockDone : Status.BadSymbol;
          break;
        }
      }
    }
    // what was taken, without the codeword
    let extra = (symbolBits ^ (bits << entry)) >> (entry >> CODEWORD_SHIFT);
    const end = output + <usize>((entry >> LENGTH_SHIFT) + MIN_LENGTH + extra);
    if ((bitCount & 63) < MAX_DISTANCE_BITS) {
      bits |= load<u64>(input) << bitCount;
      input += <usize>(~bitCount >> 3) & 7;
      bitCount |= 56;
    }
    entry = <u64>load<u32>((<usize>(bits & DISTANCE_MASK)) << ENTRY_SHIFT, distanceTable);
    if (entry & EXCEPTIONAL) {
      if (entry & SUBTABLE) {
        bits >>= DISTANCE_TABLE_BITS;
        bitCount -= DISTANCE_TABLE_BITS;
        const index = <usize>(bits & (((<u64>1) << ((entry >> CODEWORD_SHIFT) & 0xf)) - 1));
        entry = <u64>load<u32>((<usize>(entry >> VALUE_SHIFT) + index) << ENTRY_SHIFT, distanceTable);
      }
      if (entry & EXCEPTIONAL) {
        status = Status.BadSymbol;
        break;
      }
    }
    symbolBits = bits;
    bits >>= entry;
    bitCount -= entry;
    extra = (symbolBits ^ (bits << entry)) >> (entry >> CODEWORD_SHIFT);
    const distance = <usize>((entry >> VALUE_SHIFT) + extra);
    if (distance > output - historyStart) {
      status = Status.BadDistance;
      break;
    }
    bits |= load<u64>(input) << bitCount;
    input += <usize>(~bitCount >> 3) & 7;
    bitCount |= 56;
    entry = <u64>load<u32>((<usize>(bits & LITERAL_MASK)) << ENTRY_SHIFT, fusedTable);
    Stream.matchDistance = distance;
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
  if (output > outputEnd) {
    Stream.matchLeft = output - outputEnd;
    output = outputEnd;
  }
  bitCount &= 63;
  Stream.bits = bits & (((<u64>1) << bitCount) - 1);
  Stream.bitCount = bitCount;
  Stream.input = input;
  Stream.output = output;
  return status;
}
