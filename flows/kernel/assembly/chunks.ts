import { CodecNumber, Encoding, MAX_STATISTICS_BYTES } from '../shared/parquet-format';
import { ThriftType } from '../shared/thrift-type';
import { chunkColumn, nameOf } from './chunk-columns';
import { reserve } from './memory';
import { Selection } from './selection';
import { Thrift } from './thrift';

/** Room for the descriptions of all columns, each with its name, its numbers and two statistics. */
const DESCRIPTIONS: usize = reserve(128 * 1024);

/** Metadata of the column chunk that was written last. */
export class Chunk {
  static codec: CodecNumber = CodecNumber.UNCOMPRESSED;
  static encoding: Encoding = Encoding.PLAIN;
  static nulls: i32 = 0;
  /** Offsets in the file: of the first page, of the data page, and of the end. */
  static start: i64 = 0;
  static dataStart: i64 = 0;
  static end: i64 = 0;
  /** Size of all pages before compression, headers included. */
  static plainBytes: i64 = 0;
  /** Smallest and largest value in the encoding of the file; address 0 if there is none. */
  static min: usize = 0;
  static minLength: i32 = 0;
  static max: usize = 0;
  static maxLength: i32 = 0;
}

let end: usize = DESCRIPTIONS;
let plainBytes: i64 = 0;

/** Clears the descriptions, for a new row group. */
export function beginChunks(): void {
  end = DESCRIPTIONS;
  plainBytes = 0;
}

/** Address of the descriptions of the chunks of the row group, one struct after the other. */
export function chunkDescriptions(): usize {
  return DESCRIPTIONS;
}

export function chunkDescriptionsLength(): usize {
  return end - DESCRIPTIONS;
}

/** Size of all pages of the row group before compression, in bytes. */
export function chunksPlainBytes(): f64 {
  return <f64>plainBytes;
}

/** Appends the description of the chunk of a column: `ColumnChunk` and `ColumnMetaData` of the Parquet format. */
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
  end = Thrift.address;
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
