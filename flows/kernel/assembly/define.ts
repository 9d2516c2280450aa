import { ColumnEncoding } from '../shared/column-encoding';
import { Prediction } from '../shared/prediction';
import { TokenCheck } from '../shared/token-check';
import { addColumn, Column, columnAt, columnCount } from './column';
import { addWord, WORD_BYTES } from './lexicon';
import { allocateForSchema } from './record-schema';

/**
 * Adds a column that reads the tokens of a field. A predictor must be added before the columns that it predicts.
 * Returns the number of the column.
 */
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

/** Makes two columns use one dictionary, that of the first. */
export function shareDictionary(index: i32, other: i32): void {
  columnAt(index).isShared = true;
  columnAt(other).isShared = true;
  columnAt(other).dictionary = columnAt(index);
}

/** Makes a column a composite column of neighbouring fields. Its member columns must be added directly after it. */
export function defineComposite(index: i32, fields: i32): void {
  columnAt(index).check = TokenCheck.COMPOSITE;
  columnAt(index).fields = fields;
}

/** Makes a column a member of a composite column, which then determines its codes. */
export function defineMember(index: i32, composite: i32): void {
  const column = columnAt(index);
  column.composite = columnAt(composite);
  column.memberField = column.field;
  column.field = -1;
}

/** Sets the attribute of null, and the address of 256 attributes by the low byte of a number, or 0. */
export function defineAttributes(index: i32, ofNull: u32, byLowByte: usize): void {
  const column = columnAt(index);
  column.nullAttribute = ofNull;
  column.attributeByLowByte = byLowByte;
}

/** Makes a column one that is derived from others; -1 is no column. */
export function defineDerived(index: i32, source1: i32, source2: i32, source3: i32, condition: i32): void {
  const column = columnAt(index);
  column.isDerived = true;
  column.source1 = columnAt(source1);
  column.source2 = optional(source2);
  column.source3 = optional(source3);
  column.condition = optional(condition);
}

/** Starts the lexicon of a column. Returns the address of its first word; 0 if there is no memory for it. */
export function beginLexicon(index: i32, words: i32, hasDefault: bool): usize {
  columnAt(index).hasDefault = hasDefault;
  return allocateForSchema(<usize>words * WORD_BYTES);
}

/** Adds a word to the lexicon of a column. Returns the address of the next word. */
export function defineWord(
  index: i32,
  address: usize,
  token: usize,
  tokenLength: i32,
  text: usize,
  textLength: i32,
  value: i64,
  attribute: u32,
): usize {
  addWord(columnAt(index), address, token, tokenLength, text, textLength, value, attribute);
  return address + WORD_BYTES;
}

function optional(index: i32): Column | null {
  return index < 0 ? null : columnAt(index);
}
