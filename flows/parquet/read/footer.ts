import type { RandomAccess } from '../../input/spooled-file';
import { type FileMetaData, parquetMetadata } from '../hyparquet';
import { PARQUET_MAGIC } from '../magic';
import { checkThrift } from './check-thrift';
import { beyondReader, MAX_FOOTER_BYTES, MAX_FOOTER_VALUES } from './limits';

/** Length of the footer, and the magic bytes. */
const TAIL_BYTES = 8;

/** The metadata of a file, and where its data end. */
export interface Footer {
  readonly metadata: FileMetaData;
  readonly dataEnd: number;
}

/** @throws InputError if the footer is too large; Error if it is damaged */
export function readFooter(file: RandomAccess): Footer {
  const tail = Buffer.from(file.read(file.size - TAIL_BYTES, TAIL_BYTES));
  if (tail.toString('latin1', TAIL_BYTES - PARQUET_MAGIC.length) !== PARQUET_MAGIC) {
    throw new Error(`the file does not end with ${PARQUET_MAGIC}: it is truncated or encrypted`);
  }
  const length = tail.readUInt32LE(0);
  const dataEnd = file.size - TAIL_BYTES - length;
  if (dataEnd < PARQUET_MAGIC.length)
    throw new Error(`a footer of ${length} bytes does not fit into a file of ${file.size}`);
  if (length > MAX_FOOTER_BYTES) throw tooLargeFooter(`${length} bytes, more than ${MAX_FOOTER_BYTES}`);
  const bytes = file.read(dataEnd, length + TAIL_BYTES);
  const { values } = checkThrift(bytes.subarray(0, length));
  if (values > MAX_FOOTER_VALUES) throw tooLargeFooter(`${values} values, more than ${MAX_FOOTER_VALUES}`);
  return { metadata: parquetMetadata(bytes, { geoparquet: false }), dataEnd };
}

function tooLargeFooter(what: string) {
  return beyondReader(`a footer of ${what}`, 'Write it again with fewer row groups, or split it.');
}
