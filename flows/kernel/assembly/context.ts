import { columnAt, columnCount, MAX_COLUMNS } from './column';
import { KnownText, textValueAt } from './known-texts';
import { reserve } from './memory';

/** The code of a column for the next rows, and the number of rows that have been written. */
@unmanaged
class Context {
  code: i32;
  written: i32;
}

const CONTEXTS: usize = reserve(<usize>MAX_COLUMNS * offsetof<Context>());

function contextOf(column: i32): Context {
  return changetype<Context>(CONTEXTS + <usize>column * offsetof<Context>());
}

/** Sets the values of a text from a row on. Writes the earlier rows of the columns that change. */
export function changeContext(known: KnownText, row: i32): void {
  for (let index = 0; index < known.valueCount; index++) {
    const value = textValueAt(known, index);
    const context = contextOf(value.column);
    if (context.code === value.code) continue;
    write(value.column, context, row);
    context.code = value.code;
  }
}

/** Starts a record. Rows before `row` are not written. */
export function beginContext(first: i32, row: i32): void {
  for (let column = first; column < columnCount; column++) {
    contextOf(column).code = 0;
    contextOf(column).written = row;
  }
}

/** Writes all context columns up to a row. Context columns are those from `first` on that read a field. */
export function endContext(first: i32, row: i32): void {
  for (let column = first; column < columnCount; column++) {
    if (columnAt(column).field >= 0) write(column, contextOf(column), row);
  }
}

/** Sets the code of one column for all rows of the record. */
export function setContext(column: i32, code: i32): void {
  contextOf(column).code = code;
}

function write(column: i32, context: Context, end: i32): void {
  const codes = columnAt(column).rows;
  const code = <u16>context.code;
  let row = context.written;
  const all = i16x8.splat(code);
  for (; row + 8 <= end; row += 8) v128.store(codes + ((<usize>row) << 1), all);
  for (; row < end; row++) store<u16>(codes + ((<usize>row) << 1), code);
  context.written = end;
}
