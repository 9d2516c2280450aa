/** Why the kernel stopped reading a record of a blob. */
export enum RecordStop {
  /** The text ends before the record does. */
  NEEDS_TEXT,
  /** The caller must write the row group first. */
  GROUP_IS_FULL,
  /** The reference reader must read the record. */
  UNSUPPORTED,
  /** The caller must define a text; then reading continues. */
  UNKNOWN_TEXT,
  /** The record is complete and can be kept. */
  READ,
}
