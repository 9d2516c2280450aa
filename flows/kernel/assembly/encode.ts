import { ColumnEncoding } from '../shared/column-encoding';
import { Column, columnAt } from './column';
import { encodeCodes } from './encode-codes';
import { encodeValues } from './encode-values';

/** Encodes the selected rows of a column into the page. */
export function encode(index: i32, deltas: bool): void {
  const column: Column = columnAt(index);
  if (column.encoding === ColumnEncoding.CODES) encodeCodes(column);
  else encodeValues(column, deltas);
}
