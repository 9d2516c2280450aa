import { CodecNumber, Encoding, MAX_STATISTICS_BYTES } from '../shared/parquet-format';
import { chunkColumn, nameOf } from './chunk-columns';
import { reserve } from './memory';
import { Selection } from './selection';
import { Thrift, ThriftType } from './thrift';

/** All columns, each with its name, numbers and two statistics. */
const DESCRIPTIONS: usize = reserve(128 * 1024);

/** A chunk that was written: what its description tells. */
export class Chunk {
  static codec: CodecNumber = CodecNumber.UNCOMPRESSED;
  static encoding: Encoding = Encoding.PLAIN;
  static nulls: i32 = 0;
  /** Where its first page begins in the file, and where that of its rows. */
  static start: i64 = 0;
  static dataStart: i64 = 0;
  static end: i64 = 0;
  /** Bytes of its pages before they were compressed, headers and all. */
  static plainBytes: i64 = 0;
  /** Smallest and largest value, as the file has them; place 0 if there is none. */
  static min: usize = 0;
  static minLength: i32 = 0;
  static max: usize = 0;
  static maxLength: i32 = 0;
}

let end: usize = DESCRIPTIONS;
let plainBytes: i64 = 0;

/** Begins the descriptions of a row group. */
export function beginChunks(): void {
  end = DESCRIPTIONS;
  plainBytes = 0;
}

/** The descriptions of the row group's chunks, one struct after the other. */
export function chunkDescriptions(): usize {
  return DESCRIPTIONS;
}

export function chunkDescriptionsLength(): usize {
  return end - DESCRIPTIONS;
}

/** Bytes of all pages of the row group before they were compressed. */
export function chunksPlainBytes(): f64 {
  return <f64>plainBytes;
}

/** Describes the chunk of a column of the table: `ColumnChunk` and `ColumnMetaData` of Parquet. */
export function describeChunk(index: i32): void {
  Thrift.begin(end);
  Thrift.beginItem();
  Thrift.i64(2, Chunk.start);
  Thrift.beginStruct(3);
  const column = chunkColumn(index);
  Thrift.i32(1, column.type);
  describeEncodings();
  Thrift.list(3, ThriftType.BINARY, 1);
  Thrift.bytes(nameOf(index), <usize>column.nameLength);
  Thrift.i32(4, Chunk.codec);
  Thrift.i64(5, Selection.rows);
  Thrift.i64(6, Chunk.plainBytes);
  Thrift.i64(7, Chunk.end - Chunk.start);
  Thrift.i64(9, Chunk.dataStart);
  if (Chunk.dataStart > Chunk.start) Thrift.i64(11, Chunk.start);
  Thrift.beginStruct(12);
  Thrift.i64(3, Chunk.nulls);
  if (Chunk.min !== 0 && max(Chunk.minLength, Chunk.maxLength) <= MAX_STATISTICS_BYTES) {
    Thrift.binary(5, Chunk.max, <usize>Chunk.maxLength);
    Thrift.binary(6, Chunk.min, <usize>Chunk.minLength);
  }
  Thrift.endStruct();
  Thrift.endStruct();
  Thrift.endStruct();
  end = Thrift.place;
  plainBytes += Chunk.plainBytes;
}

function describeEncodings(): void {
  if (Chunk.encoding === Encoding.RLE_DICTIONARY) {
    Thrift.list(2, ThriftType.I32, 3);
    Thrift.number(Encoding.PLAIN);
    Thrift.number(Encoding.RLE);
    Thrift.number(Encoding.RLE_DICTIONARY);
    return;
  }
  Thrift.list(2, ThriftType.I32, 2);
  Thrift.number(min(<i32>Chunk.encoding, <i32>Encoding.RLE));
  Thrift.number(max(<i32>Chunk.encoding, <i32>Encoding.RLE));
}
