import { Column, columnAt, Form } from './column';
import { encodeNumbers } from './encode-numbers';
import { encodeWords } from './encode-words';
import { Dictionary } from './entry';
import { PAGE } from './page';

/** Encodes the chosen rows of a column. Returns where it is told what came out. */
export function encode(index: i32, deltas: bool): usize {
  const column: Column = columnAt(index);
  if (column.form === Form.WORDS) encodeWords(column);
  else encodeNumbers(column, deltas);
  return page();
}

export function page(): usize {
  return changetype<usize>(PAGE);
}

/** The text that a code of a column stands for. */
export function entryText(index: i32, code: i32): usize {
  return Dictionary.entry(columnAt(index), code).text;
}

export function entryTextLength(index: i32, code: i32): i32 {
  return Dictionary.entry(columnAt(index), code).textLength;
}
