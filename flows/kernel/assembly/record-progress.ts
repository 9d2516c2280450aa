import { RecordStop } from '../shared/record-stop';
import { Group } from './group';
import { KnownText } from './known-texts';
import { BATCH_ROWS } from './positions';

/** How far a record has been read. */
export class RecordProgress {
  static from: usize = 0;
  static timeEnd: usize = 0;
  /** The next byte: the quote of a tuple, or the bracket after the last tuple of an array. */
  static at: usize = 0;
  static isInPrefix: bool = true;
  static hasEnded: bool = false;
  /** Rows that are read, and further tuples whose positions are known. */
  static rows: i32 = 0;
  static pending: i32 = 0;
  /** Number of quotes in the record so far that are not those of tuples. */
  static quotes: i32 = 0;
  /** Largest number of such tuples. */
  static limit: i32 = 0;
  /** The previous text, which predicts the next one. */
  static previous: KnownText | null = null;

  static setLimit(): void {
    RecordProgress.limit = min(BATCH_ROWS, Group.room - RecordProgress.rows);
  }
}

/** The unknown text at which the kernel stopped. */
export class UnknownText {
  static from: usize = 0;
  static end: usize = 0;
  static space: i32 = 0;
}

export function stopAtUnknown(from: usize, end: usize, space: i32): RecordStop {
  UnknownText.from = from;
  UnknownText.end = end;
  UnknownText.space = space;
  return RecordStop.UNKNOWN_TEXT;
}

export function unknownText(): usize {
  return UnknownText.from;
}

export function unknownEnd(): usize {
  return UnknownText.end;
}

/** The space of the unknown text: see `TextSpace`. */
export function unknownSpace(): i32 {
  return UnknownText.space;
}
