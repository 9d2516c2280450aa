import { ByteReader } from './byte-reader';
import type { ColumnType, Stored } from './column-type';

/** Reads BYTE_STREAM_SPLIT: the first bytes of all values, then their second bytes, and so on. */
export function nextOfStreams(reader: ByteReader, type: ColumnType, count: number): () => Stored {
  const width = (reader.end - reader.at) / count;
  if (!Number.isInteger(width))
    throw new Error(`${reader.end - reader.at} bytes cannot be divided into ${count} values`);
  let at = reader.at;
  return () => {
    const bytes = Uint8Array.from(
      { length: width },
      (_, index) => reader.bytes[at + index * count] as number,
    );
    at++;
    return type.plain(new ByteReader(bytes));
  };
}
