import { Column, columnAt, Form } from './column';
import { encodeNumbers } from './encode-numbers';
import { encodeWords } from './encode-words';

/** Encodes the chosen rows of a column into the page. */
export function encode(index: i32, deltas: bool): void {
  const column: Column = columnAt(index);
  if (column.form === Form.WORDS) encodeWords(column);
  else encodeNumbers(column, deltas);
}
