import type { Column } from '../../columns';
import { CompactWriter } from './compact-protocol';
import type { CodecNumber, Encoding } from './format';
import { physicalType } from './schema';

/** Id of the last of these fields in the description of a chunk. */
export const LAST_FIXED_FIELD = 4;

interface FixedFields {
  readonly encodings: readonly Encoding[];
  readonly codec: CodecNumber;
  readonly written: Buffer;
}

const KNOWN = new Map<Column, FixedFields[]>();

/**
 * What does not change in the description of a column's chunks from one row group to the next: type, encodings, name and
 * codec. It is written once for each list of encodings.
 */
export function fixedFields(column: Column, encodings: readonly Encoding[], codec: CodecNumber): Buffer {
  let known = KNOWN.get(column);
  if (!known) {
    known = [];
    KNOWN.set(column, known);
  }
  const found = known.find((fields) => fields.encodings === encodings && fields.codec === codec);
  if (found) return found.written;
  const out = new CompactWriter();
  out.i32(1, physicalType(column));
  out.i32List(2, encodings);
  out.binaryList(3, [column.name]);
  out.i32(LAST_FIXED_FIELD, codec);
  known.push({ encodings, codec, written: out.written });
  return out.written;
}
