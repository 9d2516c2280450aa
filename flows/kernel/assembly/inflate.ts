import { InflateStatus } from '../shared/inflate-status';
import { fillBits, takeBits, unreadBytes } from './bit-reader';
import { buildFixed } from './deflate-codes';
import { readDynamicHeader } from './dynamic-header';
import { inflateFast } from './inflate-fast';
import { finishMatch, inflateNearEnd } from './inflate-near-end';
import { InflatePhase, InflateState } from './inflate-state';

const STORED: u32 = 0;
const FIXED: u32 = 1;
const DYNAMIC: u32 = 2;

/** Starts a raw deflate stream (RFC 1951). */
export function inflateBegin(): void {
  InflateState.bits = 0;
  InflateState.bitCount = 0;
  InflateState.phase = InflatePhase.HEADER;
  InflateState.isLastBlock = false;
  InflateState.storedLeft = 0;
  InflateState.matchLeft = 0;
}

/**
 * Decodes as much as possible. `inflateInput` and `inflateOutput` then return where it stopped. The caller must pass
 * the rest of the input again, followed by more. The history precedes `output` in the same buffer. Distances reach
 * back to `historyStart` at most, so the caller must keep at least the last 32 KiB between calls.
 *
 * The function reads the header of a block as a whole, so the input buffer must have room for one: 600 bytes.
 *
 * It may read 64 bytes past the end of the input and overwrite 320 bytes past the end of the output.
 */
export function inflateRun(
  input: usize,
  inputEnd: usize,
  isLast: bool,
  output: usize,
  outputEnd: usize,
  historyStart: usize,
): i32 {
  InflateState.input = input;
  InflateState.output = output;
  const status = inflateBlocks(inputEnd, outputEnd, historyStart);
  unreadBytes();
  return status === InflateStatus.NEED_INPUT && isLast ? InflateStatus.TRUNCATED : status;
}

/** Address of the next byte of the input; after the end of the stream, the byte after the stream. */
export function inflateInput(): usize {
  return InflateState.input;
}

/** Address after the last byte of the output. */
export function inflateOutput(): usize {
  return InflateState.output;
}

function inflateBlocks(inputEnd: usize, outputEnd: usize, historyStart: usize): InflateStatus {
  while (true) {
    let status = InflateStatus.BLOCK_DONE;
    if (InflateState.phase === InflatePhase.HEADER) status = readHeader(inputEnd);
    else if (InflateState.phase === InflatePhase.STORED) status = copyStored(inputEnd, outputEnd);
    else if (InflateState.phase === InflatePhase.SYMBOLS)
      status = inflateSymbols(inputEnd, outputEnd, historyStart);
    else return InflateStatus.DONE;
    if (status !== InflateStatus.BLOCK_DONE) return status;
  }
}

/**
 * Reads the header of a block as a whole. If the input ends within it, the next call reads the header from its first
 * bit.
 */
function readHeader(inputEnd: usize): InflateStatus {
  const input = InflateState.input;
  const bits = InflateState.bits;
  const bitCount = InflateState.bitCount;
  const status = readBlockType(inputEnd);
  if (status === InflateStatus.NEED_INPUT) {
    InflateState.input = input;
    InflateState.bits = bits;
    InflateState.bitCount = bitCount;
  }
  return status;
}

function readBlockType(inputEnd: usize): InflateStatus {
  fillBits(inputEnd);
  if (InflateState.bitCount < 3) return InflateStatus.NEED_INPUT;
  InflateState.isLastBlock = takeBits(1) !== 0;
  const type = takeBits(2);
  if (type === STORED) return readStoredHeader(inputEnd);
  let status = InflateStatus.BLOCK_DONE;
  if (type === FIXED) buildFixed();
  else if (type === DYNAMIC) status = readDynamicHeader(inputEnd);
  else return InflateStatus.BAD_BLOCK_TYPE;
  if (status === InflateStatus.BLOCK_DONE) InflateState.phase = InflatePhase.SYMBOLS;
  return status;
}

function readStoredHeader(inputEnd: usize): InflateStatus {
  takeBits(InflateState.bitCount & 7);
  fillBits(inputEnd);
  if (InflateState.bitCount < 32) return InflateStatus.NEED_INPUT;
  const length = takeBits(16);
  if (takeBits(16) !== (length ^ 0xffff)) return InflateStatus.BAD_STORED_LENGTH;
  InflateState.storedLeft = length;
  InflateState.phase = InflatePhase.STORED;
  unreadBytes();
  return InflateStatus.BLOCK_DONE;
}

function copyStored(inputEnd: usize, outputEnd: usize): InflateStatus {
  const length = min(
    InflateState.storedLeft,
    min(inputEnd - InflateState.input, outputEnd - InflateState.output),
  );
  memory.copy(InflateState.output, InflateState.input, length);
  InflateState.input += length;
  InflateState.output += length;
  InflateState.storedLeft -= length;
  if (InflateState.storedLeft === 0) return endBlock();
  return InflateState.output === outputEnd ? InflateStatus.NEED_OUTPUT : InflateStatus.NEED_INPUT;
}

function inflateSymbols(inputEnd: usize, outputEnd: usize, historyStart: usize): InflateStatus {
  if (!finishMatch(outputEnd)) return InflateStatus.NEED_OUTPUT;
  let status = inflateFast(inputEnd, outputEnd, historyStart);
  if (status === InflateStatus.NEAR_END) {
    status =
      InflateState.matchLeft > 0
        ? InflateStatus.NEED_OUTPUT
        : inflateNearEnd(inputEnd, outputEnd, historyStart);
  }
  return status === InflateStatus.BLOCK_DONE ? endBlock() : status;
}

function endBlock(): InflateStatus {
  InflateState.phase = InflateState.isLastBlock ? InflatePhase.DONE : InflatePhase.HEADER;
  return InflateStatus.BLOCK_DONE;
}
