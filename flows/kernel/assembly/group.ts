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

/** Codes and values of one row group. */
const STORE_BYTES: usize = 24 * 1024 * 1024;
const STORE: usize = reserve(STORE_BYTES);
/** So many bytes may be read past the last code. */
const SLACK: usize = 64;

const CODES: usize = 65_536;
const MAX_PREDICTIONS: i32 = 48;
const PREDICTIONS: usize = reserve(<usize>MAX_PREDICTIONS * CODES * 2);

/** The rows that are read and not written yet. */
export class Group {
  static rows: i32 = 0;
  /** Rows it may have, as far as they fit. */
  static room: i32 = 0;
  /** Whether a dictionary may have entries that no row has. */
  static hasUnusedEntries: bool = false;
  /** Which group it is: the codes of one mean nothing in another. */
  static epoch: i32 = 0;
}

/** Gives every column room for its rows. Returns whether there are not too many columns. */
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
  let place = STORE;
  for (let index = 0; index < columnCount; index++) {
    const column = columnAt(index);
    column.rows = place;
    place += <usize>Group.room * bytesOf(column) + SLACK;
  }
  return beginGroup();
}

/** Forgets all rows and everything that was learnt from them. Returns whether there is room to begin. */
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

/** Bytes of a row; what a composite says takes none. */
function bytesOf(column: Column): usize {
  if (column.composite || column.isDerived) return 0;
  return column.encoding === ColumnEncoding.CODES ? 2 : 8;
}

function clearPredictions(column: Column, codes: i32): void {
  memory.fill(column.codeByPredictor, 0, (<usize>codes) << 1);
}

/** The codes of a derived column are the words of its lexicon, in their order. */
function enterLexicon(column: Column): bool {
  for (let index = 0; index < column.lexiconCount; index++) {
    const word = changetype<Word>(column.lexicon + <usize>index * WORD_BYTES);
    const code = codeOf(column, word.token, word.tokenLength, Token.hash(word.token, word.tokenLength), true);
    if (code !== index + 1) return false;
    if (column.width > 0) Dictionary.entry(column, code).value = word.value;
  }
  return true;
}
