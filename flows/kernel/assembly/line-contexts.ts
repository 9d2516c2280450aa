import { Column, columnAt } from './column';
import { codeOf } from './dictionary';
import { Group } from './group';
import { reserve } from './memory';
import { Token } from './token';

/** Columns that a context sets: those of a schema, in the order in which they were added. */
const MAX_COLUMNS: i32 = 4;
const COLUMNS: usize = reserve(<usize>MAX_COLUMNS * 4);

/** The value of one column in one context. */
@unmanaged
class ContextValue {
  text: usize;
  /** 0 for null. */
  length: i32;
  code: i32;
}

const VALUE_BYTES: usize = offsetof<ContextValue>();
const MAX_CONTEXTS: i32 = 256;
const VALUES: usize = reserve(<usize>MAX_CONTEXTS * MAX_COLUMNS * VALUE_BYTES);
const EPOCHS: usize = reserve(<usize>MAX_CONTEXTS * 4);
const TEXT_BYTES: usize = 256 * 1024;
const TEXTS: usize = reserve(TEXT_BYTES);

/** A line from which on another context applies. */
@unmanaged
class Change {
  line: i64;
  context: i32;
  unused: i32;
}

const CHANGE_BYTES: usize = offsetof<Change>();
const MAX_CHANGES: i32 = 16 * 1024;
const CHANGES: usize = reserve(<usize>MAX_CHANGES * CHANGE_BYTES);

let columns: i32 = 0;
let contexts: i32 = 0;
let textTop: usize = TEXTS;
let changes: i32 = 0;
/** The next change, and the context before it. */
let next: i32 = 0;
let current: i32 = 0;

/** Removes all context columns, contexts and changes. */
export function clearContextColumns(): void {
  columns = 0;
  clearContexts();
}

/** Makes a column one whose values are not in the lines. Returns whether there is room for it. */
export function addContextColumn(column: i32): bool {
  if (columns === MAX_COLUMNS) return false;
  store<i32>(COLUMNS + ((<usize>columns) << 2), column);
  columns++;
  return true;
}

/** Removes all contexts, when all lines are read. */
export function clearContexts(): void {
  contexts = 0;
  textTop = TEXTS;
  changes = 0;
  next = 0;
  current = 0;
}

/** Adds a context whose values are null. Returns its number; -1 if there is no room for it. */
export function addContext(): i32 {
  if (contexts === MAX_CONTEXTS) return -1;
  memory.fill(changetype<usize>(contextValue(contexts, 0)), 0, <usize>MAX_COLUMNS * VALUE_BYTES);
  store<i32>(EPOCHS + ((<usize>contexts) << 2), -1);
  return contexts++;
}

/** Sets the value of the latest context for the context column with this index. Returns whether there is room. */
export function setContextValue(index: i32, text: usize, length: i32): bool {
  // tokens are read 16 bytes at a time
  if (textTop + <usize>length + 16 > TEXTS + TEXT_BYTES) return false;
  memory.copy(textTop, text, <usize>length);
  const value = contextValue(contexts - 1, index);
  value.text = textTop;
  value.length = length;
  textTop += (<usize>length + 15) & ~15;
  return true;
}

/** Makes a context that of the lines from `line` on. Returns whether there is room for the change. */
export function changeLineContext(line: i64, context: i32): bool {
  if (changes === MAX_CHANGES) return false;
  const change = changeAt(changes++);
  change.line = line;
  change.context = context;
  return true;
}

/** Removes the changes, when all lines are read. The latest context stays. */
export function clearContextChanges(): void {
  if (changes > 0) current = changeAt(changes - 1).context;
  changes = 0;
  next = 0;
}

/** Looks up the codes of the contexts of lines. Returns whether the dictionaries have room for them. */
export function hasContextCodes(line: i64, lines: i32): bool {
  if (columns === 0 || contexts === 0) return true;
  advance(line);
  if (!lookUp(current)) return false;
  for (let index = next; index < changes && changeAt(index).line < line + lines; index++) {
    if (!lookUp(changeAt(index).context)) return false;
  }
  return true;
}

/** Fills the context columns of rows that were read from the lines from `line` on. */
export function fillContexts(first: i32, rows: i32, line: i64): void {
  if (columns === 0 || contexts === 0) return;
  for (let row = 0; row < rows; ) {
    advance(line + row);
    const end = next < changes ? <i32>min(<i64>rows, changeAt(next).line - line) : rows;
    for (let index = 0; index < columns; index++) {
      fill(columnOf(index), first + row, first + end, contextValue(current, index).code);
    }
    row = end;
  }
}

function advance(line: i64): void {
  while (next < changes && changeAt(next).line <= line) current = changeAt(next++).context;
}

function lookUp(context: i32): bool {
  const epoch = EPOCHS + ((<usize>context) << 2);
  if (load<i32>(epoch) === Group.epoch) return true;
  for (let index = 0; index < columns; index++) {
    const value = contextValue(context, index);
    if (value.length === 0) value.code = 0;
    else {
      const hash = Token.hash(value.text, value.length);
      const code = codeOf(columnOf(index), value.text, value.length, hash, true);
      if (code < 0) return false;
      value.code = code;
    }
  }
  // the lines can turn out to be rejects
  Group.hasUnusedEntries = true;
  store<i32>(epoch, Group.epoch);
  return true;
}

function fill(column: Column, from: i32, to: i32, code: i32): void {
  const codes = column.rows;
  for (let row = from; row < to; row++) store<u16>(codes + ((<usize>row) << 1), <u16>code);
}

function columnOf(index: i32): Column {
  return columnAt(load<i32>(COLUMNS + ((<usize>index) << 2)));
}

function contextValue(context: i32, index: i32): ContextValue {
  return changetype<ContextValue>(VALUES + <usize>(context * MAX_COLUMNS + index) * VALUE_BYTES);
}

function changeAt(index: i32): Change {
  return changetype<Change>(CHANGES + <usize>index * CHANGE_BYTES);
}
