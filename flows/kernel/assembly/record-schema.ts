import { clearColumns } from './column';
import { reserve } from './memory';

const SETUP_BYTES: usize = 256 * 1024;
const SETUP: usize = reserve(SETUP_BYTES);

let top: usize = SETUP;

/** Properties of all records with the same fields. */
export class RecordSchema {
  /** The token of null. */
  static nullToken: usize = 0;
  static nullLength: i32 = 0;
  /** The byte between two fields. */
  static delimiter: u8 = 0;
  /** Number of delimiter positions per row. */
  static stride: i32 = 0;
}

/** Removes all columns. */
export function beginSchema(stride: i32): void {
  clearColumns();
  top = SETUP;
  RecordSchema.stride = stride;
}

/** Sets the byte between two fields of the next record. */
export function setDelimiter(delimiter: u8): void {
  RecordSchema.delimiter = delimiter;
}

/** Allocates memory that stays valid as long as the schema. Returns 0 if there is not enough left. */
export function allocateForSchema(bytes: usize): usize {
  const address = (top + 15) & ~15;
  // tokens are read 16 bytes at a time
  if (bytes + 16 > SETUP + SETUP_BYTES - address) return 0;
  top = address + bytes + 16;
  return address;
}

/** Sets the token of null and the delimiter of fields. */
export function setTokenSyntax(token: usize, length: i32, delimiter: u8): void {
  setDelimiter(delimiter);
  RecordSchema.nullToken = token;
  RecordSchema.nullLength = length;
}
