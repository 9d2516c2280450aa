/** What a known text of a record means for the reader. */
export enum TextUse {
  /** The kernel cannot read a record that contains the text; the reference reader must read it. */
  UNSUPPORTED,
  /** The record continues after the text. */
  CONTINUES,
  /** The record ends with the text. */
  ENDS,
}
