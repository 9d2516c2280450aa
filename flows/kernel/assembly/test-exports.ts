import { ColumnEncoding } from '../shared/column-encoding';
import { codesOf } from './codes';
import { Column, columnAt } from './column';
import { Dictionary } from './entry';

/** For tests: what the rows of the group hold, without a file. */

/** Whether a column has codes of its dictionary; else it has values. */
export function hasCodes(index: i32): bool {
  return columnAt(index).encoding === ColumnEncoding.CODES;
}

/** Codes or values of a column, for all rows of the group. They stay until those of another column are asked for. */
export function rowsOf(index: i32): usize {
  const column: Column = columnAt(index);
  return column.encoding === ColumnEncoding.CODES ? codesOf(column) : column.rows;
}

/** The number that a code of a column stands for. */
export function codeValue(index: i32, code: i32): i64 {
  return Dictionary.entry(columnAt(index).dictionary, code).value;
}
