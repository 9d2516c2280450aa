import { ColumnEncoding } from '../shared/column-encoding';
import { Prediction } from '../shared/prediction';
import { TokenCheck } from '../shared/token-check';
import { reserve } from './memory';

/** Everything that is known of one column while rows are read. */
@unmanaged
export class Column {
  encoding: ColumnEncoding;
  check: TokenCheck;
  prediction: Prediction;
  /** The column that the prediction is made by. */
  predictor: Column | null;
  /** Bytes of a value in the file; 0 for text. */
  width: i32;
  /** The column whose dictionary it uses, which may be itself. */
  dictionary: Column;
  /** Whether others use its dictionary too. */
  isShared: bool;
  /** Largest number. */
  max: u64;
  /** Codes or values of the rows. */
  rows: usize;

  /** Entries of the dictionary; the first stands for null. */
  entries: usize;
  /** Head and tail of the token of each entry. */
  keys: usize;
  keyShift: usize;
  entryRoom: i32;
  entryCount: i32;
  /** A power of two of slots, in which entries are looked up by their hash. */
  slots: usize;
  slotBits: u64;
  /** Bits of a hash that are none of its slot's. */
  slotShift: u64;
  /** Bytes of all texts of the dictionary. */
  textBytes: u32;
  /** For each code of the predictor, the code that came with it last. */
  codeByPredictor: usize;

  /** Tokens that stand for something else, or have an attribute: see lexicon.ts. */
  lexicon: usize;
  lexiconCount: i32;
  /** What a number's low byte says, or 0: 256 attributes. */
  attributeByLowByte: usize;
  nullAttribute: u32;
  /** Whether its codes are made from attributes of other columns: see codes.ts. */
  isDerived: bool;
  /** Columns of which the first that has an attribute counts. */
  source1: Column | null;
  source2: Column | null;
  source3: Column | null;
  /** A column without whose attribute there is no value. */
  condition: Column | null;
  /** Whether the lexicon says what stands where there is no value. */
  hasDefault: bool;
  /** The first field whose token the column reads, and how many after it belong to it; -1 if it reads none. */
  field: i32;
  fields: i32;
  /** The composite that says the column's codes; and its code for each code of the composite. */
  composite: Column | null;
  memberField: i32;
  codeByComposite: usize;
  codeRoom: i32;
  /** Earliest and latest attribute of its entries: days, where they are times. */
  minAttribute: u32;
  maxAttribute: u32;
}

export const MAX_COLUMNS: i32 = 160;
const COLUMN_BYTES: usize = offsetof<Column>();
const COLUMNS: usize = reserve(<usize>(MAX_COLUMNS + 1) * COLUMN_BYTES);

/** How many columns are in use. */
export let columnCount: i32 = 0;

/** A column by its number. */
export function columnAt(index: i32): Column {
  return changetype<Column>(COLUMNS + <usize>index * COLUMN_BYTES);
}

/** The column that was defined after another. */
export function columnAfter(column: Column): Column {
  return changetype<Column>(changetype<usize>(column) + COLUMN_BYTES);
}

/** One more column, all zero. */
export function addColumn(): Column {
  const column = columnAt(columnCount++);
  memory.fill(changetype<usize>(column), 0, COLUMN_BYTES);
  return column;
}

export function clearColumns(): void {
  columnCount = 0;
}
