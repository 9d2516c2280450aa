/**
 * What a known text of a record is. Texts of different spaces are independent. `SEPARATORS` and `COMPOSITES` each begin a
 * range with one space per tuple shape: the number of the shape is added.
 */
export enum TextSpace {
  /** Text between the time of a record and its first tuple. */
  PREFIXES = 0,
  /** Text between two arrays of tuples, or after the last array. */
  SEPARATORS = 8,
  /** Neighbouring fields of a tuple that form a composite column. */
  COMPOSITES = 16,
}

/** Largest number of tuple shapes. */
export const MAX_TUPLE_SHAPES = TextSpace.COMPOSITES - TextSpace.SEPARATORS;
