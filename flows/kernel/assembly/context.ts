import { columnAt, columnCount, MAX_COLUMNS } from './column';
import { KnownText, textValueAt } from './known-texts';
import { reserve } from './memory';

/** What a column has in the rows to come, and up to where it was written. */
@unmanaged
class Context {
  code: i32;
  written: i32;
}

const CONTEXTS: usize = reserve(<usize>MAX_COLUMNS * offsetof<Context>());

function contextOf(column: i32): Context {
  return changetype<Context>(CONTEXTS + <usize>column * offsetof<Context>());
}

/** From a row on, columns have what a text says. Rows before are written as far as that changes. */
export function changeContext(known: KnownText, row: i32): void {
  for (let index = 0; index < known.valueCount; index++) {
    const value = textValueAt(known, index);
    const context = contextOf(value.column);
    if (context.code === value.code) continue;
    write(value.column, context, row);
    context.code = value.code;
  }
}

/** Begins rows of a record: nothing is to be written before them. */
export function beginContext(first: i32, row: i32): void {
  for (let column = first; column < columnCount; column++) {
    contextOf(column).code = 0;
    contextOf(column).written = row;
  }
}

/** Writes all columns of contexts up to a row. They are the columns from the first one on that have a field. */
export function endContext(first: i32, row: i32): void {
  for (let column = first; column < columnCount; column++) {
    if (columnAt(column).field >= 0) write(column, contextOf(column), row);
  }
}

/** One column has a code in all rows of the record. */
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
