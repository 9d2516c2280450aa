import { ByteReader } from './byte-reader';

/** What a check found. */
export interface ThriftExtent {
  /** Offset after the structure. */
  readonly end: number;
  /** Number of values in it, nested ones included. */
  readonly values: number;
}

/** Types of the compact protocol that Parquet uses. */
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;

/** Greater than the depth of any structure in a Parquet file. */
const MAX_DEPTH = 16;

/**
 * Checks a structure of the Thrift compact protocol, which Parquet headers and footers use, before the library parses it.
 * Otherwise a list with a false size makes the library allocate memory for all its elements.
 *
 * @throws OutOfBytes if bytes are missing, Error if the structure is invalid
 */
export function checkThrift(bytes: Uint8Array): ThriftExtent {
  const reader = new CountingReader(bytes);
  skipStruct(reader, 0);
  return { end: reader.at, values: reader.values };
}

class CountingReader extends ByteReader {
  values = 0;
}

function skipStruct(reader: CountingReader, depth: number): void {
  if (depth > MAX_DEPTH) throw new Error(`structures are nested deeper than ${MAX_DEPTH} levels`);
  for (let head = reader.byte(); head !== 0; head = reader.byte()) {
    if (head >> 4 === 0) reader.varint();
    const type = head & 0x0f;
    reader.values++;
    if (type !== TRUE && type !== FALSE) skip(reader, type, depth);
  }
}

function skip(reader: CountingReader, type: number, depth: number): void {
  if (type === STRUCT) skipStruct(reader, depth + 1);
  else if (type === LIST) skipList(reader, depth + 1);
  else if (type === BINARY) reader.skip(reader.varint());
  else if (type === DOUBLE) reader.skip(Float64Array.BYTES_PER_ELEMENT);
  else if (type >= I16 && type <= I64) reader.varint();
  else if (type >= TRUE && type <= BYTE) reader.skip(1);
  else throw new Error(`${type} is not a type of Thrift`);
}

function skipList(reader: CountingReader, depth: number): void {
  if (depth > MAX_DEPTH) throw new Error(`structures are nested deeper than ${MAX_DEPTH} levels`);
  const head = reader.byte();
  const size = head >> 4 === 15 ? reader.varint() : head >> 4;
  reader.values += size;
  // each element has at least one byte, so that the loop ends with the bytes
  for (let index = 0; index < size; index++) skip(reader, head & 0x0f, depth);
}
