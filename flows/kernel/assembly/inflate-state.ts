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
