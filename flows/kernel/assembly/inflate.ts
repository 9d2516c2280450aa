import { fillBits, takeBits, unreadBytes } from './bit-reader';
import { buildFixed } from './deflate-codes';
import { readDynamicHeader } from './dynamic-header';
import { inflateFast } from './inflate-fast';
import { finishMatch, inflateNearEnd } from './inflate-near-end';
import { Phase, Status, Stream } from './inflate-state';

const STORED: u32 = 0;
const FIXED: u32 = 1;
const DYNAMIC: u32 = 2;

/** Begins a raw deflate stream (RFC 1951). */
export function inflateBegin(): void {
  Stream.bits = 0;
  Stream.bitCount = 0;
  Stream.phase = Phase.Header;
  Stream.isLastBlock = false;
  Stream.storedLeft = 0;
  Stream.matchLeft = 0;
}

/**
 * Decodes as far as it can: `inflateInput` and `inflateOutput` then say where it stopped. What it left of the input
 * has to come again, with more behind it. History lies before `output` in the same buffer; distances reach back to
 * `historyStart` at most, so at least the last 32 KiB have to stay there between calls.
 *
 * The header of a block is read as a whole, so the input must have room for one: 600 bytes do.
 *
 * It may read 64 bytes past the end of the input, and overwrite 320 bytes past the end of the output.
 */
export function inflateRun(
  input: usize,
  inputEnd: usize,
  isLast: bool,
  output: usize,
  outputEnd: usize,
  historyStart: usize,
): i32 {
  Stream.input = input;
  Stream.output = output;
  const status = inflateBlocks(inputEnd, outputEnd, historyStart);
  unreadBytes();
  return status === Status.NeedInput && isLast ? Status.Truncated : status;
}

/** Where reading stopped; when the stream is done, right behind it. */
export function inflateInput(): usize {
  return Stream.input;
}

/** Where writing stopped. */
export function inflateOutput(): usize {
  return Stream.output;
}

function inflateBlocks(inputEnd: usize, outputEnd: usize, historyStart: usize): Status {
  while (true) {
    let status = Status.BlockDone;
    if (Stream.phase === Phase.Header) status = readHeader(inputEnd);
    else if (Stream.phase === Phase.Stored) status = copyStored(inputEnd, outputEnd);
    else if (Stream.phase === Phase.Symbols) status = inflateSymbols(inputEnd, outputEnd, historyStart);
    else return Status.Done;
    if (status !== Status.BlockDone) return status;
  }
}

/** Reads the header of a block as a whole: if a part of it is missing, it has to come again from its first bit. */
function readHeader(inputEnd: usize): Status {
  const input = Stream.input;
  const bits = Stream.bits;
  const bitCount = Stream.bitCount;
  const status = readBlockType(inputEnd);
  if (status === Status.NeedInput) {
    Stream.input = input;
    Stream.bits = bits;
    Stream.bitCount = bitCount;
  }
  return status;
}

function readBlockType(inputEnd: usize): Status {
  fillBits(inputEnd);
  if (Stream.bitCount < 3) return Status.NeedInput;
  Stream.isLastBlock = takeBits(1) !== 0;
  const type = takeBits(2);
  if (type === STORED) return readStoredHeader(inputEnd);
  let status = Status.BlockDone;
  if (type === FIXED) buildFixed();
  else if (type === DYNAMIC) status = readDynamicHeader(inputEnd);
  else return Status.BadBlockType;
  if (status === Status.BlockDone) Stream.phase = Phase.Symbols;
  return status;
}

function readStoredHeader(inputEnd: usize): Status {
  takeBits(Stream.bitCount & 7);
  fillBits(inputEnd);
  if (Stream.bitCount < 32) return Status.NeedInput;
  const length = takeBits(16);
  if (takeBits(16) !== (length ^ 0xffff)) return Status.BadStoredLength;
  Stream.storedLeft = length;
  Stream.phase = Phase.Stored;
  unreadBytes();
  return Status.BlockDone;
}

function copyStored(inputEnd: usize, outputEnd: usize): Status {
  const length = min(Stream.storedLeft, min(inputEnd - Stream.input, outputEnd - Stream.output));
  memory.copy(Stream.output, Stream.input, length);
  Stream.input += length;
  Stream.output += length;
  Stream.storedLeft -= length;
  if (Stream.storedLeft === 0) return endBlock();
  return Stream.output === outputEnd ? Status.NeedOutput : Status.NeedInput;
}

function inflateSymbols(inputEnd: usize, outputEnd: usize, historyStart: usize): Status {
  if (!finishMatch(outputEnd)) return Status.NeedOutput;
  let status = inflateFast(inputEnd, outputEnd, historyStart);
  if (status === Status.NearEnd) {
    status = Stream.matchLeft > 0 ? Status.NeedOutput : inflateNearEnd(inputEnd, outputEnd, historyStart);
  }
  return status === Status.BlockDone ? endBlock() : status;
}

function endBlock(): Status {
  Stream.phase = Stream.isLastBlock ? Phase.Done : Phase.Header;
  return Status.BlockDone;
}
