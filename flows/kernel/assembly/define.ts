import { ColumnEncoding } from '../shared/column-encoding';
import { Prediction } from '../shared/prediction';
import { TokenCheck } from '../shared/token-check';
import { addColumn, Column, columnAt, columnCount } from './column';
import { addWord, WORD_BYTES } from './lexicon';
import { allocateForSchema } from './record-schema';

/** One more column, which reads the tokens of a field. Predictors come before those that follow them. */
export function defineColumn(
  encoding: ColumnEncoding,
  check: TokenCheck,
  field: i32,
  width: i32,
  max: u64,
  prediction: Prediction,
  predictor: i32,
): i32 {
  const index = columnCount;
  const column = addColumn();
  column.encoding = encoding;
  column.check = check;
  column.field = field;
  column.fields = 1;
  column.dictionary = column;
  column.width = width;
  column.max = max;
  column.prediction = prediction;
  if (predictor >= 0) column.predictor = columnAt(predictor);
  return index;
}

/** Makes two columns have one dictionary: that of the first. */
export function shareDictionary(index: i32, other: i32): void {
  columnAt(index).isShared = true;
  columnAt(other).isShared = true;
  columnAt(other).dictionary = columnAt(index);
}

/** Makes a column one of several neighbours that are read together: those of a composite come right after it. */
export function defineComposite(index: i32, fields: i32): void {
  columnAt(index).check = TokenCheck.COMPOSITE;
  columnAt(index).fields = fields;
}

/** Says which composite has the codes of a column, and which of its tokens is the column's. */
export function defineMember(index: i32, composite: i32): void {
  const column = columnAt(index);
  column.composite = columnAt(composite);
  column.memberField = column.field;
  column.field = -1;
}

/** What null says, and a table of 256 bytes of what numbers say, or 0. */
export function defineAttributes(index: i32, ofNull: u32, byLowByte: usize): void {
  const column = columnAt(index);
  column.nullAttribute = ofNull;
  column.attributeByLowByte = byLowByte;
}

/** Makes a column one that is derived from others; -1 stands for none. */
export function defineDerived(index: i32, source1: i32, source2: i32, source3: i32, condition: i32): void {
  const column = columnAt(index);
  column.isDerived = true;
  column.source1 = columnAt(source1);
  column.source2 = optional(source2);
  column.source3 = optional(source3);
  column.condition = optional(condition);
}

/** Begins the lexicon of a column. Returns where its first word goes; 0 if there is no room. */
export function beginLexicon(index: i32, words: i32, hasDefault: bool): usize {
  columnAt(index).hasDefault = hasDefault;
  return allocateForSchema(<usize>words * WORD_BYTES);
}

/** Adds a word to the lexicon of a column. Returns where the next one goes. */
export function defineWord(
  index: i32,
  place: usize,
  token: usize,
  tokenLength: i32,
  text: usize,
  textLength: i32,
  value: i64,
  attribute: u32,
): usize {
  addWord(columnAt(index), place, token, tokenLength, text, textLength, value, attribute);
  return place + WORD_BYTES;
}

function optional(index: i32): Column | null {
  return index < 0 ? null : columnAt(index);
}
