import { ColumnEncoding } from '../shared/column-encoding';
import { Prediction } from '../shared/prediction';
import { GROUP_ROWS } from '../shared/sizes';
import { clearArena } from './arena';
import { Column, columnAt, columnCount } from './column';
import { beginDictionary, codeOf } from './dictionary';
import { Dictionary } from './entry';
import { WORD_BYTES, Word } from './lexicon';
import { reserve } from './memory';
import { Token } from './token';

/** Memory for the codes and values of one row group. */
const STORE_BYTES: usize = 24 * 1024 * 1024;
const STORE: usize = reserve(STORE_BYTES);
/** Readers may read this many bytes past the last code. */
const SLACK: usize = 64;

const CODES: usize = 65_536;
const MAX_PREDICTIONS: i32 = 48;
const PREDICTIONS: usize = reserve(<usize>MAX_PREDICTIONS * CODES * 2);

/** The row group: rows that are read but not written yet. */
export class Group {
  static rows: i32 = 0;
  /** Largest number of rows that fit. */
  static room: i32 = 0;
  /** Whether dictionaries may have entries that no row uses. */
  static hasUnusedEntries: bool = false;
  /** Number of the row group. Codes are valid in one row group only. */
  static epoch: i32 = 0;
}

/** Allocates memory for the rows of all columns. Returns whether the columns fit. */
export function endSchema(maxRows: i32): bool {
  let rowBytes: usize = 0;
  let predictions = 0;
  for (let index = 0; index < columnCount; index++) {
    const column = columnAt(index);
    rowBytes += bytesOf(column);
    if (column.prediction !== Prediction.LAST_SEEN) continue;
    if (predictions === MAX_PREDICTIONS) return false;
    column.codeByPredictor = PREDICTIONS + <usize>predictions * CODES * 2;
    predictions++;
    clearPredictions(column, <i32>CODES);
  }
  const slack = SLACK * <usize>columnCount;
  if (rowBytes === 0) return false;
  Group.room = min(maxRows, min(GROUP_ROWS, <i32>((STORE_BYTES - slack) / rowBytes))) & ~7;
  if (Group.room < 8) return false;
  let address = STORE;
  for (let index = 0; index < columnCount; index++) {
    const column = columnAt(index);
    column.rows = address;
    address += <usize>Group.room * bytesOf(column) + SLACK;
  }
  return beginGroup();
}

/** Removes all rows and clears all dictionaries and predictions. Returns whether there is memory to start again. */
export function beginGroup(): bool {
  Group.rows = 0;
  Group.hasUnusedEntries = false;
  Group.epoch++;
  for (let index = 0; index < columnCount; index++) {
    const column = columnAt(index);
    if (column.codeByPredictor !== 0) clearPredictions(column, column.predictor!.dictionary.entryCount);
  }
  clearArena();
  for (let index = 0; index < columnCount; index++) {
    const column = columnAt(index);
    if (column.encoding !== ColumnEncoding.CODES || column.dictionary !== column) continue;
    if (!beginDictionary(column)) return false;
    if (column.isDerived && !enterLexicon(column)) return false;
  }
  return true;
}

/** Bytes per row. Members of composites and derived columns need none. */
function bytesOf(column: Column): usize {
  if (column.composite || column.isDerived) return 0;
  return column.encoding === ColumnEncoding.CODES ? 2 : 8;
}

function clearPredictions(column: Column, codes: i32): void {
  memory.fill(column.codeByPredictor, 0, (<usize>codes) << 1);
}

/** Enters the words of the lexicon of a derived column, whose codes are the numbers of the words. */
function enterLexicon(column: Column): bool {
  for (let index = 0; index < column.lexiconCount; index++) {
    const word = changetype<Word>(column.lexicon + <usize>index * WORD_BYTES);
    const code = codeOf(column, word.token, word.tokenLength, Token.hash(word.token, word.tokenLength), true);
    if (code !== index + 1) return false;
    if (column.width > 0) Dictionary.entry(column, code).value = word.value;
  }
  return true;
}
