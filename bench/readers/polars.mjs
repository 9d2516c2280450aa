import polars from 'nodejs-polars';
import { columnDigest, digestsBy } from './digest.mjs';

/** The columns of a file, as Polars reads them. */
export function polarsDigests(path) {
  const frame = polars.readParquet(path);
  return digestsBy(frame.columns, (name) => {
    const column = frame.getColumn(name);
    const isTime = String(column.dtype).includes('Datetime');
    // as text it is exact whatever a number can hold
    return columnDigest((isTime ? column.cast(polars.Int64) : column).cast(polars.String).toArray());
  });
}
