import { readFileSync } from 'node:fs';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { columnDigest, digestsBy } from './digest.mjs';

/** Hashes of the columns of a file, as hyparquet reads them. */
export async function hyparquetDigests(path) {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const names = parquetSchema(parquetMetadata(file)).children.map(({ element }) => element.name);
  const rows = await parquetReadObjects({ file });
  return digestsBy(names, (name) => columnDigest(rows.map((row) => textOf(row[name]))));
}

function textOf(value) {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? String(value.getTime()) : String(value);
}
