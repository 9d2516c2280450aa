import { ByteReader } from './byte-reader';

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

/** Deeper than anything in a Parquet file. */
const MAX_DEPTH = 16;

/**
 * Walks over a structure of Thrift's compact protocol, as Parquet writes its headers and footers, before the library
 * builds objects of it: a list that claims more than there are bytes would have it allocate them all.
 *
 * @returns where the structure ends
 * @throws RunsOut if bytes are missing, Error if it can not be
 */
export function checkThrift(bytes: Uint8Array): number {
  const reader = new ByteReader(bytes);
  skipStruct(reader, 0);
  return reader.at;
}

function skipStruct(reader: ByteReader, depth: number): void {
  if (depth > MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH}`);
  for (let head = reader.byte(); head !== 0; head = reader.byte()) {
    if (head >> 4 === 0) reader.varint();
    const type = head & 0x0f;
    if (type !== TRUE && type !== FALSE) skip(reader, type, depth);
  }
}

function skip(reader: ByteReader, type: number, depth: number): void {
  if (type === STRUCT) skipStruct(reader, depth + 1);
  else if (type === LIST) skipList(reader, depth + 1);
  else if (type === BINARY) reader.skip(reader.varint());
  else if (type === DOUBLE) reader.skip(Float64Array.BYTES_PER_ELEMENT);
  else if (type >= I16 && type <= I64) reader.varint();
  else if (type >= TRUE && type <= BYTE) reader.skip(1);
  else throw new Error(`unknown type ${type}`);
}

function skipList(reader: ByteReader, depth: number): void {
  if (depth > MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH}`);
  const head = reader.byte();
  const size = head >> 4 === 15 ? reader.varint() : head >> 4;
  // each element is a byte at the least, so that this ends where the bytes do
  for (let index = 0; index < size; index++) skip(reader, head & 0x0f, depth);
}
