import { ColumnEncoding } from '../shared/column-encoding';
import { codesOf } from './codes';
import { Column, columnAt } from './column';
import { Dictionary } from './entry';

/** Exports for tests, which read the rows of the group without a file. */

/** Whether a column has codes; otherwise it has values. */
export function hasCodes(index: i32): bool {
  return columnAt(index).encoding === ColumnEncoding.CODES;
}

/** Address of the codes or values of a column for all rows. The next call may overwrite them. */
export function rowsOf(index: i32): usize {
  const column: Column = columnAt(index);
  return column.encoding === ColumnEncoding.CODES ? codesOf(column) : column.rows;
}

/** The number of a code. */
export function codeValue(index: i32, code: i32): i64 {
  return Dictionary.entry(columnAt(index).dictionary, code).value;
}
