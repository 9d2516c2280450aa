import { InflateStatus } from '../shared/inflate-status';
import { fillBits, takeBits } from './bit-reader';
import {
  buildDistances,
  buildLiterals,
  buildPrecode,
  PRECODE_SYMBOLS,
  PRECODE_TABLE_BITS,
  precodeTable,
} from './deflate-codes';
import { ENTRY_SHIFT, VALUE_SHIFT } from './huffman-table';
import { InflateState } from './inflate-state';
import { reserve } from './memory';

const MAX_LITERAL_SYMBOLS: u32 = 286;
const MAX_DISTANCE_SYMBOLS: u32 = 30;
const END_SYMBOL: usize = 256;

const REPEAT_LAST: u32 = 16;
const REPEAT_ZERO: u32 = 17;
const PRECODE_LENGTH_BITS: u64 = 3;

/** The order in which the lengths of the precode are stored. */
const ORDER = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

const precodeLengths: usize = reserve(PRECODE_SYMBOLS);
/** Lengths of literal symbols, directly followed by those of distance symbols. */
const lengths: usize = reserve(MAX_LITERAL_SYMBOLS + MAX_DISTANCE_SYMBOLS);

/**
 * Reads the codes of a block, after its type.
 *
 * @returns `InflateStatus.BLOCK_DONE` if the tables are ready; after `InflateStatus.NEED_INPUT` the caller must start
 * the header again
 */
export function readDynamicHeader(inputEnd: usize): InflateStatus {
  fillBits(inputEnd);
  if (InflateState.bitCount < 14) return InflateStatus.NEED_INPUT;
  const literalCount: u32 = 257 + takeBits(5);
  const distanceCount: u32 = 1 + takeBits(5);
  const precodeCount: u32 = 4 + takeBits(4);
  if (literalCount > MAX_LITERAL_SYMBOLS || distanceCount > MAX_DISTANCE_SYMBOLS)
    return InflateStatus.BAD_CODE_LENGTHS;
  let status = readPrecode(inputEnd, precodeCount);
  if (status === InflateStatus.BLOCK_DONE) status = readLengths(inputEnd, literalCount + distanceCount);
  if (status !== InflateStatus.BLOCK_DONE) return status;
  if (load<u8>(lengths + END_SYMBOL) === 0) return InflateStatus.BAD_CODE_LENGTHS;
  if (!buildLiterals(lengths, literalCount)) return InflateStatus.BAD_CODE_LENGTHS;
  if (!buildDistances(lengths + literalCount, distanceCount)) return InflateStatus.BAD_CODE_LENGTHS;
  return InflateStatus.BLOCK_DONE;
}

function readPrecode(inputEnd: usize, count: u32): InflateStatus {
  memory.fill(precodeLengths, 0, PRECODE_SYMBOLS);
  for (let index: u32 = 0; index < count; index++) {
    fillBits(inputEnd);
    if (InflateState.bitCount < PRECODE_LENGTH_BITS) return InflateStatus.NEED_INPUT;
    store<u8>(precodeLengths + load<u8>(ORDER + index), takeBits(PRECODE_LENGTH_BITS));
  }
  return buildPrecode(precodeLengths) ? InflateStatus.BLOCK_DONE : InflateStatus.BAD_CODE_LENGTHS;
}

function readLengths(inputEnd: usize, count: u32): InflateStatus {
  const end = lengths + count;
  let address = lengths;
  while (address < end) {
    fillBits(inputEnd);
    const index = <usize>(InflateState.bits & ((1 << PRECODE_TABLE_BITS) - 1));
    const entry = load<u32>(precodeTable + (index << ENTRY_SHIFT));
    const codewordBits = <u64>(entry & 0xff);
    const symbol = entry >> VALUE_SHIFT;
    const extraBits: u64 =
      symbol < REPEAT_LAST ? 0 : symbol === REPEAT_LAST ? 2 : symbol === REPEAT_ZERO ? 3 : 7;
    if (InflateState.bitCount < codewordBits + extraBits) return InflateStatus.NEED_INPUT;
    takeBits(codewordBits);
    if (symbol < REPEAT_LAST) {
      store<u8>(address++, symbol);
      continue;
    }
    if (symbol === REPEAT_LAST && address === lengths) return InflateStatus.BAD_CODE_LENGTHS;
    const repeated: u8 = symbol === REPEAT_LAST ? load<u8>(address - 1) : 0;
    const times = takeBits(extraBits) + (symbol <= REPEAT_ZERO ? 3 : 11);
    if (address + times > end) return InflateStatus.BAD_CODE_LENGTHS;
    memory.fill(address, repeated, times);
    address += times;
  }
  return InflateStatus.BLOCK_DONE;
}
