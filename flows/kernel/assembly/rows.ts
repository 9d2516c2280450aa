import { ColumnEncoding } from '../shared/column-encoding';
import { LineStop } from '../shared/line-stop';
import { TokenCheck } from '../shared/token-check';
import { Column, columnAt, columnCount } from './column';
import { findDelimiters, findValidLines, linesEnd } from './delimiters';
import { FULL } from './dictionary';
import { clearUnknownCounts, countUnknown, readExtra, readExtraText } from './extra';
import { beginGroup, Group } from './group';
import { BATCH_ROWS, Positions } from './positions';
import { readCodes } from './read-codes';
import { readTimes, readValues } from './read-values';
import { RecordSchema } from './record-schema';

/** Rows read at once after a line that was unusual; then twice as many each time. */
const FEW_ROWS: i32 = 16;
const NEWLINE: u32 = 0x0a;
const SPACE: u8 = 0x20;
/** As many spaces follow the text as are looked at together. */
const AFTER_TEXT: usize = 64;

/** What is left to read. */
let textFrom: usize = 0;
let textEnd: usize = 0;
/** Number of the next line. */
let nextLine: i64 = 0;
let batchRows: i32 = FEW_ROWS;
/** The column of numbers of lines. */
let lines: Column | null = null;
/** The column of unknown fields. */
let extra: Column | null = null;

/** Sets which columns are made otherwise than from a token; -1 if there is none. */
export function setSpecialColumns(linesIndex: i32, extraIndex: i32): void {
  lines = linesIndex < 0 ? null : columnAt(linesIndex);
  extra = extraIndex < 0 ? null : columnAt(extraIndex);
}

export function setText(from: usize, end: usize, line: i64): void {
  textFrom = from;
  textEnd = end;
  nextLine = line;
  memory.fill(end, SPACE, AFTER_TEXT);
}

/** Where the next line begins. */
export function textPosition(): usize {
  return textFrom;
}

export function lineNumber(): i64 {
  return nextLine;
}

/** Where the line that begins at the position ends: its newline; 0 if that is not there yet. */
export function lineEnd(): usize {
  for (let at = textFrom; at < textEnd; at++) if (<u32>load<u8>(at) === NEWLINE) return at;
  return 0;
}

/** Reads whole lines into the row group, until something else has to be done. */
export function readLines(): LineStop {
  while (true) {
    const wanted = min(batchRows, min(Positions.rowsWithin(RecordSchema.stride), Group.room - Group.rows));
    if (wanted === 0) return LineStop.GROUP_IS_FULL;
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
      // what was read in vain fills the dictionaries too
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

/** The reference reader read the line, and all is well. */
export function skipLine(end: usize): void {
  textFrom = end;
  nextLine++;
}

/**
 * Appends one row that the reference reader read: its tokens lie where the positions say, and what the column of unknown
 * fields has at a place of its own. Returns whether there was room for it.
 */
export function appendRow(line: i64, extraText: usize, extraLength: i32): bool {
  if (Group.rows === Group.room) return false;
  let isRead = readColumns(1, true) === 1;
  if (isRead && extra) isRead = readExtraText(extra!, Group.rows, extraText, extraLength);
  if (isRead) commit(1, line);
  else Group.hasUnusedEntries = true;
  return isRead;
}

/** Reads one column for rows up to one that is invalid. Returns how many; FULL if its dictionary has no room. */
export function readColumn(column: Column, first: i32, rows: i32, trusted: bool): i32 {
  if (column.encoding === ColumnEncoding.CODES) return readCodes(column, first, rows, trusted);
  return column.check === TokenCheck.TIME ? readTimes(column, first, rows) : readValues(column, first, rows);
}

/** How many rows could be read, up to one that is invalid; FULL if a dictionary has no room. */
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

/** The rows belong to the group from now on. */
export function commit(rows: i32, line: i64): void {
  const first = Group.rows;
  if (lines) {
    const values = lines!.rows + ((<usize>first) << 3);
    for (let row = 0; row < rows; row++) store<i64>(values + ((<usize>row) << 3), line + row);
  }
  Group.rows = first + rows;
}

export function groupRows(): i32 {
  return Group.rows;
}

/** Begins the next row group. */
export function nextGroup(): bool {
  clearUnknownCounts();
  return beginGroup();
}
