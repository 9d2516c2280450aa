import { ColumnEncoding } from '../shared/column-encoding';
import { Prediction } from '../shared/prediction';
import { TokenCheck } from '../shared/token-check';
import { reserve } from './memory';

/** Definition and state of one column while rows are read. */
@unmanaged
export class Column {
  encoding: ColumnEncoding;
  check: TokenCheck;
  prediction: Prediction;
  /** The column by which tokens are predicted. */
  predictor: Column | null;
  /** Bytes of a value in the file; 0 for text. */
  width: i32;
  /** The column whose dictionary is used; may be the column itself. */
  dictionary: Column;
  /** Whether several columns use the dictionary. */
  isShared: bool;
  /** Largest valid number. */
  max: u64;
  /** Address of the codes or values of the rows. */
  rows: usize;

  /** Entries of the dictionary. Entry 0 is null. */
  entries: usize;
  /** Keys by which the tokens of entries are compared. */
  keys: usize;
  keyShift: usize;
  entryRoom: i32;
  entryCount: i32;
  /** Hash table that maps tokens to entries. The number of slots is a power of two. */
  slots: usize;
  slotBits: u64;
  /** Right shift that makes a slot number of a hash. */
  slotShift: u64;
  /** Bytes of all texts of the dictionary. */
  textBytes: u32;
  /** For each code of the predictor, the code that last occurred with it. */
  codeByPredictor: usize;

  /** Tokens that have another value than their text, or an attribute: see lexicon.ts. */
  lexicon: usize;
  lexiconCount: i32;
  /** Address of a table of attributes for the low byte of a number, 256 bytes; 0 if there is none. */
  attributeByLowByte: usize;
  nullAttribute: u32;
  /** Whether the codes are computed from the attributes of other columns: see codes.ts. */
  isDerived: bool;
  /** Sources of a derived column. The first source that has an attribute determines the code. */
  source1: Column | null;
  source2: Column | null;
  source3: Column | null;
  /** A derived column is null in rows in which this column has no attribute. */
  condition: Column | null;
  /** Whether the lexicon defines the value of the null token. */
  hasDefault: bool;
  /** First field that the column reads, and number of fields; -1 if it reads none. */
  field: i32;
  fields: i32;
  /**
   * The composite column that determines the codes of this column, and the code for each code of the composite
   * column.
   */
  composite: Column | null;
  memberField: i32;
  codeByComposite: usize;
  codeRoom: i32;
  /** Smallest and largest attribute of the entries. The attribute of a time is the number of its day. */
  minAttribute: u32;
  maxAttribute: u32;
}

export const MAX_COLUMNS: i32 = 160;
export const COLUMN_BYTES: usize = offsetof<Column>();
const COLUMNS: usize = reserve(<usize>(MAX_COLUMNS + 1) * COLUMN_BYTES);

/** Number of columns in use. */
export let columnCount: i32 = 0;

/** The column with a number. */
export function columnAt(index: i32): Column {
  return changetype<Column>(COLUMNS + <usize>index * COLUMN_BYTES);
}

/** The column that was defined after another. */
export function columnAfter(column: Column): Column {
  return changetype<Column>(changetype<usize>(column) + COLUMN_BYTES);
}

/** Adds a column; all its fields are 0. */
export function addColumn(): Column {
  const column = columnAt(columnCount++);
  memory.fill(changetype<usize>(column), 0, COLUMN_BYTES);
  return column;
}

export function clearColumns(): void {
  columnCount = 0;
}
