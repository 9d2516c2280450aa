/** How far a blob has been read. A reader that starts with this progress continues as if it had read the first blocks. */
export interface BlobProgress {
  /** Number of tuples so far (rows, rejects and duplicates), which is the position of the last one. */
  readonly tuples: bigint;
  /** Hash of each record so far, in order. The reader finds duplicate records by it. */
  readonly records: readonly string[];
}
