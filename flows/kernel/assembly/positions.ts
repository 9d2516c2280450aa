import { reserve } from './memory';

/** Rows that are read at once: a column's state stays in the cache meanwhile. */
export const BATCH_ROWS: i32 = 256;

/** Places of delimiters at the most; a batch of many fields has fewer rows. */
const ROOM: i32 = 64 * 1024;
/** So many may be written past the last one that is needed. */
const SLACK: i32 = 192;
const PLACES: usize = reserve(<usize>(ROOM + SLACK) * 4);

/**
 * Where the delimiters of a batch are. Field `f` of row `r` lies between the places `r * stride + f` and the next one,
 * both excluded; so the first place is that before the first row.
 */
export class Positions {
  @inline
  static at(index: i32): usize {
    return <usize>load<u32>(PLACES + ((<usize>index) << 2));
  }

  @inline
  static set(index: i32, place: usize): void {
    store<u32>(PLACES + ((<usize>index) << 2), <u32>place);
  }

  /** Address of the place with an index, to walk from. */
  @inline
  static from(index: i32): usize {
    return PLACES + ((<usize>index) << 2);
  }

  /** Rows that fit, with so many delimiters each. */
  static rowsWithin(stride: i32): i32 {
    return min(BATCH_ROWS, (ROOM - 1) / stride);
  }
}

/** Sets one place, of a row that does not come from lines. */
export function setPosition(index: i32, place: usize): void {
  Positions.set(index, place);
}
