/** A question that can be asked of the table, in SQL that every engine of ours understands (DuckDB, Trino). */
export interface Question {
  /** Name on the command line: words joined by `-`. */
  readonly name: string;
  /** The question in words. */
  readonly title: string;
  /** What the answer counts and what it leaves out. */
  readonly about: string;
  /** A query over `flows`. Sums are decimals, because a sum of 64-bit counters can pass 64 bits. */
  readonly sql: string;
}
