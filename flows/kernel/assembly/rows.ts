import { ColumnEncoding } from '../shared/column-encoding';
import { LineStop } from '../shared/line-stop';
import { TokenCheck } from '../shared/token-check';
import { Column, columnAt, columnCount } from './column';
import { findDelimiters, findValidLines, linesEnd } from './delimiters';
import { FULL } from './dictionary';
import { beginGroup, Group } from './group';
import { fillContexts, hasContextCodes } from './line-contexts';
import { BATCH_ROWS, Positions } from './positions';
import { readCodes } from './read-codes';
import { readTimes, readValues } from './read-values';
import { RecordSchema } from './record-schema';
import { clearUnknownCounts, countUnknown, readExtra, readExtraText } from './unknown-fields';

/** Rows read at once after an unsupported line. The number is doubled after each success. */
const FEW_ROWS: i32 = 16;
const NEWLINE: u32 = 0x0a;
const SPACE: u8 = 0x20;
/** Spaces after the text, because the scanner reads whole blocks. */
const AFTER_TEXT: usize = 64;

/** The text that is left to read. */
let textFrom: usize = 0;
let textEnd: usize = 0;
/** Number of the next line. */
let nextLine: i64 = 0;
let batchRows: i32 = FEW_ROWS;
/** The column of line numbers. */
let lines: Column | null = null;
/** The column of unknown fields. */
let extra: Column | null = null;

/**
 * Sets the columns that do not read a token; -1 is no column. Batches start small again, since the order of a dictionary
 * depends on them, and the file of a source must not depend on the sources before it.
 */
export function setSpecialColumns(linesIndex: i32, extraIndex: i32): void {
  batchRows = FEW_ROWS;
  lines = linesIndex < 0 ? null : columnAt(linesIndex);
  extra = extraIndex < 0 ? null : columnAt(extraIndex);
}

export function setText(from: usize, end: usize, line: i64): void {
  textFrom = from;
  textEnd = end;
  nextLine = line;
  memory.fill(end, SPACE, AFTER_TEXT);
}

/** Address of the next line. */
export function textPosition(): usize {
  return textFrom;
}

export function lineNumber(): i64 {
  return nextLine;
}

/** Address of the newline that ends the next line; 0 if the text does not contain it. */
export function lineEnd(): usize {
  for (let at = textFrom; at < textEnd; at++) if (<u32>load<u8>(at) === NEWLINE) return at;
  return 0;
}

/** Reads complete lines into the row group until the caller has to act. */
export function readLines(): LineStop {
  while (true) {
    const wanted = min(batchRows, min(Positions.rowsWithin(RecordSchema.stride), Group.room - Group.rows));
    if (wanted === 0) return LineStop.GROUP_IS_FULL;
    if (!hasContextCodes(nextLine, wanted)) {
      if (Group.rows > 0) return LineStop.GROUP_IS_FULL;
      beginGroup();
      continue;
    }
    let rows = findDelimiters(textFrom, textEnd, wanted, RecordSchema.stride);
    if (rows < 0) {
      rows = findValidLines(textFrom, textEnd, wanted, RecordSchema.stride);
      batchRows = FEW_ROWS;
      if (rows === 0) return lineEnd() === 0 ? LineStop.NEEDS_TEXT : LineStop.UNSUPPORTED_LINE;
    }
    if (rows === 0) return LineStop.NEEDS_TEXT;
    const read = readColumns(rows, false);
    if (read === FULL) {
      Group.hasUnusedEntries = true;
      if (Group.rows > 0) return LineStop.GROUP_IS_FULL;
      // rows that were not added have filled the dictionaries too
      beginGroup();
      batchRows = max(1, rows >> 2);
      continue;
    }
    if (extra) countUnknown(read);
    commit(read, nextLine);
    textFrom = read === rows ? linesEnd : Positions.at(read * RecordSchema.stride) + 1;
    nextLine += read;
    if (read < rows) {
      Group.hasUnusedEntries = true;
      batchRows = FEW_ROWS;
      return LineStop.UNSUPPORTED_LINE;
    }
    batchRows = min(batchRows << 1, BATCH_ROWS);
  }
}

/** Skips a line that the reference reader has read. */
export function skipLine(end: usize): void {
  textFrom = end;
  nextLine++;
}

/**
 * Adds a row that the reference reader has read. The positions of its tokens are set; its unknown fields are a JSON
 * text. Returns whether there was room for it.
 */
export function appendRow(line: i64, extraText: usize, extraLength: i32): bool {
  if (Group.rows === Group.room) return false;
  if (addRow(line, extraText, extraLength)) return true;
  if (Group.rows > 0) return false;
  // rejected rows have filled the dictionaries
  beginGroup();
  return addRow(line, extraText, extraLength);
}

function addRow(line: i64, extraText: usize, extraLength: i32): bool {
  let isRead = hasContextCodes(line, 1) && readColumns(1, true) === 1;
  if (isRead && extra) isRead = readExtraText(extra!, Group.rows, extraText, extraLength);
  if (isRead) commit(1, line);
  else Group.hasUnusedEntries = true;
  return isRead;
}

/**
 * Reads one column, up to the first row with an invalid token. Returns the number of rows; FULL if its dictionary has
 * no room.
 */
export function readColumn(column: Column, first: i32, rows: i32, trusted: bool): i32 {
  if (column.encoding === ColumnEncoding.CODES) return readCodes(column, first, rows, trusted);
  return column.check === TokenCheck.TIME ? readTimes(column, first, rows) : readValues(column, first, rows);
}

/** Reads all columns. Returns the number of rows before the first invalid token; FULL if a dictionary has no room. */
function readColumns(rows: i32, trusted: bool): i32 {
  const first = Group.rows;
  let valid = rows;
  for (let index = 0; index < columnCount && valid > 0; index++) {
    const column = columnAt(index);
    if (column.field < 0) continue;
    valid = readColumn(column, first, valid, trusted);
    if (valid === FULL) return FULL;
  }
  return extra && !trusted && valid > 0 ? readExtra(extra!, first, valid) : valid;
}

/** Adds rows to the group, numbered from `line` on. */
export function commit(rows: i32, line: i64): void {
  const first = Group.rows;
  if (lines) {
    const values = lines!.rows + ((<usize>first) << 3);
    for (let row = 0; row < rows; row++) store<i64>(values + ((<usize>row) << 3), line + row);
  }
  fillContexts(first, rows, line);
  Group.rows = first + rows;
}

export function groupRows(): i32 {
  return Group.rows;
}

/** Starts the next row group. */
export function nextGroup(): bool {
  clearUnknownCounts();
  return beginGroup();
}
