/** Sizes that the kernel and its callers share. */

/** Bytes of stored (compressed) input that one call of inflate reads. */
export const INPUT_BYTES = 256 * 1024;

/** Bytes of text that are added to the text window at once. */
export const TEXT_BYTES = 256 * 1024;

/** Bytes of earlier text that the window keeps: the history of deflate, and an incomplete line or record. */
export const KEPT_BYTES = 2 * 1024 * 1024;

/** Bytes of the buffer for the tokens of one row that the reference reader has read, and its unknown fields. */
export const SCRATCH_BYTES = 1024 * 1024;

/** Largest number of rows in a row group. */
export const GROUP_ROWS = 122_880;

/** Longest line in bytes. The reader rejects longer lines. */
export const MAX_LINE_BYTES = 64 * 1024;

/** Bytes of the buffer for lines that a reader renders from records of another form. */
export const LINES_BYTES = 256 * 1024;

/** Bytes of memory for the tokens of columns that become lines. */
export const TOKEN_BYTES = 12 * 1024 * 1024;
