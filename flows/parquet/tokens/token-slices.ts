import type { TokenMemory } from './token-memory';

/** Most rows whose tokens are decoded at once. */
export const BATCH_ROWS = 1024;

/** Fills in the next tokens of a page. Nulls are not among them. */
export type FillTokens = (slices: TokenSlices, count: number) => void;

/** Starts and lengths of tokens. */
export interface Slices {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
}

/**
 * Tokens of consecutive values of one column, as slices of bytes. Length 0 is null. A token that a line cannot contain has
 * the length `unprintable(length)`. Starts and lengths are in the memory of the kernel.
 */
export class TokenSlices implements Slices {
  /** The bytes of the tokens. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Address of these bytes in the kernel; undefined if they are not in its memory. */
  base: number | undefined;
  readonly starts: Int32Array;
  readonly lengths: Int32Array;

  constructor(memory: TokenMemory) {
    this.starts = memory.numbers(BATCH_ROWS);
    this.lengths = memory.numbers(BATCH_ROWS);
  }

  /** Sets all tokens to null. */
  clear(count: number): void {
    this.lengths.fill(0, 0, count);
    this.base = 0;
  }

  /**
   * Moves the first tokens apart, so that there are nulls between them.
   *
   * @param isPresent 1 for a token, 0 for null, from an offset on
   */
  spread(isPresent: Uint8Array, from: number, count: number, present: number): void {
    const { starts, lengths } = this;
    let token = present;
    for (let index = count - 1; token <= index; index--) {
      if (isPresent[from + index] === 1) {
        token--;
        starts[index] = starts[token] as number;
        lengths[index] = lengths[token] as number;
      } else lengths[index] = 0;
    }
  }
}

/** Marks the length of a token that a line cannot contain; and the opposite. */
export function unprintable(length: number): number {
  return -1 - length;
}

/** Returns whether a line of text can contain bytes as a token: one or more visible ASCII characters. */
export function isPrintable(bytes: Uint8Array, start: number, length: number): boolean {
  for (let at = start; at < start + length; at++) {
    const byte = bytes[at] as number;
    if (byte <= SPACE || byte >= DELETE) return false;
  }
  return length > 0;
}

const SPACE = 0x20;
const DELETE = 0x7f;
