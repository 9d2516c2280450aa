/** Sizes of comma-separated tuples that the kernel and its callers share. */

/** Delimiter positions that the kernel keeps for each tuple: a tuple has fewer fields than this. */
export const TUPLE_POSITIONS = 16;

/** Number of counters at the end of a tuple that has counters. */
export const TUPLE_COUNTERS = 4;
