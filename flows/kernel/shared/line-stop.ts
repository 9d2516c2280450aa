/** Why the kernel stopped reading lines. */
export enum LineStop {
  /** The text has no further complete line. */
  NEEDS_TEXT,
  /** The caller must write the row group first. */
  GROUP_IS_FULL,
  /** The reference reader must read the next line. */
  UNSUPPORTED_LINE,
}
