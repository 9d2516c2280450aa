import { Column, MAX_COLUMNS } from './column';
import { codeOf, FULL } from './dictionary';
import { reserve } from './memory';
import { Positions } from './positions';
import { RecordSchema } from './record-schema';
import { Token } from './token';

/** A field without a column. One column keeps the values of all such fields as JSON. */
@unmanaged
class UnknownField {
  field: i32;
  /** The JSON text `"name":`. */
  key: usize;
  keyLength: i32;
  /** Number of rows of the group that have a value. */
  count: i32;
}

const FIELD_BYTES: usize = offsetof<UnknownField>();
const FIELDS: usize = reserve(<usize>MAX_COLUMNS * FIELD_BYTES);
/** A line has at most 64 KiB, and each byte may need an escape. */
const TEXT_BYTES: usize = 256 * 1024;
const MAX_KEY_BYTES: i32 = 64 * 1024;
const TEXT: usize = reserve(TEXT_BYTES);

const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
const COMMA: u32 = 0x2c;

let fieldCount: i32 = 0;
let keyBytes: i32 = 0;
let top: usize = TEXT;

export function clearUnknownFields(): void {
  fieldCount = 0;
  keyBytes = 0;
}

/** Adds a field without a column. Returns whether the kernel has room for it. */
export function addUnknownField(field: i32, key: usize, keyLength: i32): bool {
  keyBytes += keyLength;
  if (fieldCount === MAX_COLUMNS || keyBytes > MAX_KEY_BYTES) return false;
  const unknown = fieldAt(fieldCount++);
  unknown.field = field;
  unknown.key = key;
  unknown.keyLength = keyLength;
  unknown.count = 0;
  return true;
}

/** Number of rows of the group in which a field has a value. */
export function unknownCount(index: i32): i32 {
  return fieldAt(index).count;
}

export function clearUnknownCounts(): void {
  for (let index = 0; index < fieldCount; index++) fieldAt(index).count = 0;
}

/**
 * Reads the unknown fields of rows into one column. Returns the number of rows; FULL if the dictionary has no room.
 */
export function readExtra(column: Column, first: i32, rows: i32): i32 {
  for (let row = 0; row < rows; row++) {
    const length = textOf(row, 0);
    const code = length === 0 ? 0 : codeOf(column, TEXT, length, Token.hash(TEXT, length), true);
    if (code < 0) return FULL;
    store<u16>(column.rows + ((<usize>(first + row)) << 1), <u16>code);
  }
  return rows;
}

/**
 * Sets the unknown fields of one row to a JSON text; null if its length is 0. Returns whether there was room for it.
 */
export function readExtraText(column: Column, row: i32, text: usize, length: i32): bool {
  const code = length === 0 ? 0 : codeOf(column, text, length, Token.hash(text, length), true);
  if (code < 0) return false;
  store<u16>(column.rows + ((<usize>row) << 1), <u16>code);
  return true;
}

/** Counts the values of rows that were added to the group. */
export function countUnknown(rows: i32): void {
  for (let row = 0; row < rows; row++) textOf(row, 1);
}

/** Writes the unknown fields of a row as JSON. Returns the length; 0 if none has a value. */
function textOf(row: i32, counted: i32): i32 {
  top = TEXT;
  for (let index = 0; index < fieldCount; index++) {
    const field = fieldAt(index);
    const address = row * RecordSchema.stride + field.field;
    const token = Positions.at(address) + 1;
    const length = <i32>(Positions.at(address + 1) - token);
    if (length === RecordSchema.nullLength && Token.same(token, RecordSchema.nullToken, length)) continue;
    field.count += counted;
    put(top === TEXT ? 0x7b : COMMA);
    memory.copy(top, field.key, <usize>field.keyLength);
    top += <usize>field.keyLength;
    put(QUOTE);
    for (let at: usize = 0; at < <usize>length; at++) {
      const byte = <u32>load<u8>(token + at);
      if (byte === QUOTE || byte === BACKSLASH) put(BACKSLASH);
      put(byte);
    }
    put(QUOTE);
  }
  if (top === TEXT) return 0;
  put(0x7d);
  return <i32>(top - TEXT);
}

function put(byte: u32): void {
  store<u8>(top++, byte);
}

function fieldAt(index: i32): UnknownField {
  return changetype<UnknownField>(FIELDS + <usize>index * FIELD_BYTES);
}
