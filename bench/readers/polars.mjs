import polars from 'nodejs-polars';
import { columnDigest, digestsBy } from './digest.mjs';

/** Hashes of the columns of a file, as Polars reads them. */
export function polarsDigests(path) {
  const frame = polars.readParquet(path);
  return digestsBy(frame.columns, (name) => {
    const column = frame.getColumn(name);
    const isTime = String(column.dtype).includes('Datetime');
    // as text, every number is exact
    return columnDigest((isTime ? column.cast(polars.Int64) : column).cast(polars.String).toArray());
  });
}
