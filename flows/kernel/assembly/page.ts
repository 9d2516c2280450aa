import { GROUP_ROWS } from '../shared/sizes';
import { reserve } from './memory';

/** The encoded values of one column of a row group: output of the encoders, input of the writer. */
@unmanaged
export class Page {
  /** The dictionary page; length 0 if there is none. */
  dictionary: usize;
  dictionaryLength: i32;
  dictionaryCount: i32;
  /** The data page, levels included. */
  data: usize;
  dataLength: i32;
  nulls: i32;
  /** Smallest and largest text; address 0 if all rows are null. */
  minText: usize;
  minLength: i32;
  maxText: usize;
  maxLength: i32;
  /** Smallest and largest number. */
  min: i64;
  max: i64;
  /** Sums of the lower and of the upper 32 bits of all values. They cannot overflow. */
  sumLow: u64;
  sumHigh: u64;
}

/** Largest dictionary: its texts, and the overhead of a page. */
export const DICTIONARY_BYTES: usize = 4 * 1024 * 1024 + 64 * 1024;
/** Rows of 64 bits, and their levels. */
export const DATA_BYTES: usize = <usize>GROUP_ROWS * 8 + 256 * 1024;

export const DICTIONARY: usize = reserve(DICTIONARY_BYTES);
export const DATA: usize = reserve(DATA_BYTES);
export const PAGE: Page = changetype<Page>(reserve(offsetof<Page>()));

export function clearPage(): void {
  memory.fill(changetype<usize>(PAGE), 0, offsetof<Page>());
  PAGE.dictionary = DICTIONARY;
  PAGE.data = DATA;
}

/** Sum of the lower 32 bits of all values of the column of numbers that was encoded last. */
export function pageSumLow(): u64 {
  return PAGE.sumLow;
}

/** Sum of the upper 32 bits of all values of that column. */
export function pageSumHigh(): u64 {
  return PAGE.sumHigh;
}
