import { reserve } from './memory';

/** Stored bytes on their way in, and room for what was left of those before. */
export const INPUT_BYTES: usize = 256 * 1024;
/** Plain bytes of one step. */
export const TEXT_BYTES: usize = 256 * 1024;
/** What is kept of the text before: the window of gzip, and a line or record that is not whole yet. */
export const KEPT_BYTES: usize = 2 * 1024 * 1024;

const INPUT: usize = reserve(INPUT_BYTES + 64 * 1024);
const TEXT: usize = reserve(KEPT_BYTES + TEXT_BYTES + 1024);
/** Tokens of rows that the reference reader read. */
const SCRATCH_BYTES: usize = 1024 * 1024;
const SCRATCH: usize = reserve(SCRATCH_BYTES);

export function inputBuffer(): usize {
  return INPUT;
}

export function textBuffer(): usize {
  return TEXT;
}

export function scratchBuffer(): usize {
  return SCRATCH;
}
