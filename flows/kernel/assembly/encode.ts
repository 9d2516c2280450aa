import { Column, columnAt, Form } from './column';
import { encodeNumbers } from './encode-numbers';
import { encodeWords } from './encode-words';
import { PAGE } from './page';

/** Encodes the chosen rows of a column. Returns where it is told what came out. */
export function encode(index: i32, deltas: bool): usize {
  const column: Column = columnAt(index);
  if (column.form === Form.WORDS) encodeWords(column);
  else encodeNumbers(column, deltas);
  return changetype<usize>(PAGE);
}
