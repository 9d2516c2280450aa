import type { ParquetValue } from '../read/column-type';

/** How the values of a column become tokens of a text record. */
export interface TokenFormat {
  /** Returns the token of any value. Returns bytes if the text is not valid UTF-8. Null is `-`. */
  tokenOf(value: ParquetValue): string | Uint8Array;
  /** Texts that are null. */
  readonly nullTexts: ReadonlySet<string>;
  /** Whether the token of a whole number is its digits. */
  readonly hasPlainDigits: boolean;
}

/** Text of null. */
export const NULL_TOKEN = '-';
