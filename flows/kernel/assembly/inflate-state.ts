/** State of a raw deflate stream between calls. */
export class InflateState {
  /** Current addresses of input and output; valid within a call, and for the caller directly after it. */
  static input: usize = 0;
  static output: usize = 0;

  /**
   * Bits that are read but not decoded, the next one lowest. Between calls there are fewer than eight. Higher bits
   * are 0.
   */
  static bits: u64 = 0;
  static bitCount: u64 = 0;

  static phase: InflatePhase = InflatePhase.HEADER;
  static isLastBlock: bool = false;

  /** Rest of a stored block, in bytes. */
  static storedLeft: usize = 0;

  /** Rest of a match that did not fit into the output. */
  static matchLeft: usize = 0;
  static matchDistance: usize = 0;
}

export enum InflatePhase {
  HEADER,
  STORED,
  SYMBOLS,
  DONE,
}
