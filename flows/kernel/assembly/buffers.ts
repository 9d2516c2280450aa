import { INPUT_BYTES, KEPT_BYTES, LINES_BYTES, SCRATCH_BYTES, TEXT_BYTES } from '../shared/sizes';
import { reserve } from './memory';

const INPUT: usize = reserve(INPUT_BYTES + 64 * 1024);
const TEXT: usize = reserve(KEPT_BYTES + TEXT_BYTES + 1024);
const SCRATCH: usize = reserve(SCRATCH_BYTES);
const LINES: usize = reserve(LINES_BYTES + 64);

export function inputBuffer(): usize {
  return INPUT;
}

export function textBuffer(): usize {
  return TEXT;
}

export function scratchBuffer(): usize {
  return SCRATCH;
}

export function linesBuffer(): usize {
  return LINES;
}
