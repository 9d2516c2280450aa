/** What is kept of a raw deflate stream between calls. */
export class InflateState {
  /** Where reading and writing stand; only good within a call, and for the caller right after it. */
  static input: usize = 0;
  static output: usize = 0;

  /** Bits read but not decoded, the next one lowest. Between calls fewer than eight, with zeros above. */
  static bits: u64 = 0;
  static bitCount: u64 = 0;

  static phase: InflatePhase = InflatePhase.HEADER;
  static isLastBlock: bool = false;

  /** What is left of a stored block. */
  static storedLeft: usize = 0;

  /** What is left of a match that did not fit into the output. */
  static matchLeft: usize = 0;
  static matchDistance: usize = 0;
}

export enum InflatePhase {
  HEADER,
  STORED,
  SYMBOLS,
  DONE,
}

/** How a call ends. Zero and above: go on by this; below: the data is damaged. */
export enum InflateStatus {
  DONE = 0,
  NEED_INPUT = 1,
  NEED_OUTPUT = 2,
  /** Never leaves the module: a block ended. */
  BLOCK_DONE = 3,
  /** Never leaves the module: too near an end for the fast loop. */
  NEAR_END = 4,
  BAD_BLOCK_TYPE = -1,
  BAD_STORED_LENGTH = -2,
  BAD_CODE_LENGTHS = -3,
  BAD_SYMBOL = -4,
  BAD_DISTANCE = -5,
  TRUNCATED = -6,
}
