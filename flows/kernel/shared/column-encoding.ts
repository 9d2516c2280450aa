/** How the kernel keeps the values of a column until it writes the row group. */
export enum ColumnEncoding {
  /** 16-bit codes of a dictionary; code 0 is null. */
  CODES,
  /** 64-bit values; -1 is null. */
  VALUES,
}
