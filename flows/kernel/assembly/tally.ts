import { ColumnEncoding } from '../shared/column-encoding';
import { codeAt, codesOf } from './codes';
import { columnAt } from './column';
import { Dictionary } from './entry';
import { Group } from './group';

/** Number of codes of a column's dictionary, null included. */
export function codeCount(index: i32): i32 {
  return columnAt(index).dictionary.entryCount;
}

/** Address of the text of a code. */
export function codeText(index: i32, code: i32): usize {
  return Dictionary.entry(columnAt(index).dictionary, code).text;
}

export function codeTextLength(index: i32, code: i32): i32 {
  return Dictionary.entry(columnAt(index).dictionary, code).textLength;
}

/** Number of rows of the group in which a column has a code. */
export function rowsWith(index: i32, code: i32): i32 {
  const codes = codesOf(columnAt(index));
  const wanted = i16x8.splat(<i16>code);
  let count = 0;
  let row = 0;
  for (; row + 8 <= Group.rows; row += 8) {
    count += popcnt(i16x8.bitmask(i16x8.eq(v128.load(codes + ((<usize>row) << 1)), wanted)));
  }
  for (; row < Group.rows; row++) if (<i32>load<u16>(codes + ((<usize>row) << 1)) === code) count++;
  return count;
}

/** The latest end time of the rows, or the start time of rows without one; -1 if no row has a time. */
export function newestTime(startIndex: i32, endIndex: i32): i64 {
  let newest: i64 = -1;
  for (let row = 0; row < Group.rows; row++) {
    let time = endIndex < 0 ? -1 : timeAt(endIndex, row);
    if (time < 0 && startIndex >= 0) time = timeAt(startIndex, row);
    newest = max(newest, time);
  }
  return newest;
}

function timeAt(index: i32, row: i32): i64 {
  const column = columnAt(index);
  if (column.encoding === ColumnEncoding.VALUES) return load<i64>(column.rows + ((<usize>row) << 3));
  const code = codeAt(column, row);
  return code === 0 ? -1 : Dictionary.entry(column.dictionary, code).value;
}
