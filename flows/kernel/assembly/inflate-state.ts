/** What is kept of a raw deflate stream between calls. */
export class Stream {
  /** Where reading and writing stand; only good within a call, and for the caller right after it. */
  static input: usize = 0;
  static output: usize = 0;

  /** Bits read but not decoded, the next one lowest. Between calls fewer than eight, with zeros above. */
  static bits: u64 = 0;
  static bitCount: u64 = 0;

  static phase: Phase = Phase.Header;
  static isLastBlock: bool = false;

  /** What is left of a stored block. */
  static storedLeft: usize = 0;

  /** What is left of a match that did not fit into the output. */
  static matchLeft: usize = 0;
  static matchDistance: usize = 0;
}

export enum Phase {
  Header,
  Stored,
  Symbols,
  Done,
}

/** How a call ends. Zero and above: go on by this; below: the data is damaged. */
export enum Status {
  Done = 0,
  NeedInput = 1,
  NeedOutput = 2,
  /** Never leaves the module: a block ended. */
  BlockDone = 3,
  /** Never leaves the module: too near an end for the fast loop. */
  NearEnd = 4,
  BadBlockType = -1,
  BadStoredLength = -2,
  BadCodeLengths = -3,
  BadSymbol = -4,
  BadDistance = -5,
  Truncated = -6,
}
