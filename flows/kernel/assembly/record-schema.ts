import { clearColumns } from './column';
import { reserve } from './memory';

const SETUP_BYTES: usize = 256 * 1024;
const SETUP: usize = reserve(SETUP_BYTES);

let top: usize = SETUP;

/** What holds for all columns as long as records have the same fields. */
export class RecordSchema {
  /** What stands where there is no value. */
  static nullToken: usize = 0;
  static nullLength: i32 = 0;
  /** The byte between two fields. */
  static delimiter: u8 = 0;
  /** Delimiters of a row. */
  static stride: i32 = 0;
}

/** Forgets all columns. */
export function beginSchema(stride: i32): void {
  clearColumns();
  top = SETUP;
  RecordSchema.stride = stride;
}

/** Memory as long as the layout is in use, for what it is told; 0 if it has too much to tell. */
export function allocateForSchema(bytes: usize): usize {
  const place = (top + 15) & ~15;
  // tokens are read 16 bytes at a time
  if (bytes + 16 > SETUP + SETUP_BYTES - place) return 0;
  top = place + bytes + 16;
  return place;
}

/** What stands where there is no value, a place and a length, and the byte between fields. */
export function setTokenSyntax(token: usize, length: i32, delimiter: u8): void {
  RecordSchema.delimiter = delimiter;
  RecordSchema.nullToken = token;
  RecordSchema.nullLength = length;
}
