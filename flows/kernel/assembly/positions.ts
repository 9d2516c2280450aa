import { reserve } from './memory';

/** Rows that are read at once. A column's state stays in the cache meanwhile. */
export const BATCH_ROWS: i32 = 256;

/** Largest number of positions. A batch with many fields has fewer rows. */
const ROOM: i32 = 64 * 1024;
/** The scanner may write this many positions past the last one that is needed. */
const SLACK: i32 = 192;
const POSITIONS: usize = reserve(<usize>(ROOM + SLACK) * 4);

/**
 * Positions of the delimiters of a batch. Field `f` of row `r` is between the positions `r * stride + f` and `r *
 * stride + f + 1`, both excluded. Position 0 is the byte before the first row.
 */
export class Positions {
  @inline
  static at(index: i32): usize {
    return <usize>load<u32>(POSITIONS + ((<usize>index) << 2));
  }

  @inline
  static set(index: i32, address: usize): void {
    store<u32>(POSITIONS + ((<usize>index) << 2), <u32>address);
  }

  /** Address of a position, for iteration. */
  @inline
  static from(index: i32): usize {
    return POSITIONS + ((<usize>index) << 2);
  }

  /** Number of rows that fit, with `stride` delimiters each. */
  static rowsWithin(stride: i32): i32 {
    return min(BATCH_ROWS, (ROOM - 1) / stride);
  }
}

/** Sets one position, for a row that does not come from lines. */
export function setPosition(index: i32, address: usize): void {
  Positions.set(index, address);
}
