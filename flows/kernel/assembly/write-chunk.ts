import { LookupKind, LookupSide } from '../shared/lookup-kind';
import { CodecNumber, Encoding, PageType, PhysicalType } from '../shared/parquet-format';
import { chunkColumn } from './chunk-columns';
import { Chunk, describeChunk } from './chunks';
import { compress } from './compress';
import { encode } from './encode';
import { encodeUsed } from './encode-codes';
import { HEADER_ROOM } from './file-buffer';
import { putPresent, putVarint } from './levels';
import { lookupCodes, lookupDictionary, usedLookups, usedValues } from './lookup';
import { clearPage, DATA, DICTIONARY, PAGE, Page } from './page';
import { putRun } from './runs';
import { Selection } from './selection';
import { Thrift } from './thrift';

/**
 * Writes the selected rows of a column as a column chunk: a dictionary page, if there is a dictionary, and a data
 * page. `start` is the offset of the chunk in its file. Returns the number of bytes written.
 */
export function writeColumn(
  index: i32,
  column: i32,
  deltas: bool,
  codec: CodecNumber,
  address: usize,
  start: f64,
): usize {
  encode(column, deltas);
  return writeEncoded(index, deltas, codec, address, start);
}

/** Writes the selected rows of a column whose values are looked up by address: see lookup.ts. */
export function writeLookup(
  index: i32,
  kind: LookupKind,
  side: LookupSide,
  codec: CodecNumber,
  address: usize,
  start: f64,
): usize {
  const codes = lookupCodes(kind, side);
  encodeUsed(lookupDictionary(kind), codes, usedLookups(), usedValues);
  return writeEncoded(index, false, codec, address, start);
}

function writeEncoded(index: i32, deltas: bool, codec: CodecNumber, address: usize, start: f64): usize {
  if (PAGE.nulls === Selection.rows) return writeEmpty(index, address, start);
  Chunk.encoding = deltas ? Encoding.DELTA_BINARY_PACKED : Encoding.PLAIN;
  if (PAGE.dictionaryCount > 0) Chunk.encoding = Encoding.RLE_DICTIONARY;
  setStatistics(chunkColumn(index).type);
  return writePages(index, codec, address, <i64>start);
}

/** Address to which the caller writes the text of a constant column. It is part of the dictionary page. */
export function constantText(): usize {
  return DICTIONARY + 4;
}

/** Writes a column that has one text in all rows. */
export function writeConstant(index: i32, length: usize, address: usize, start: f64): usize {
  clearPage();
  PAGE.dictionaryCount = 1;
  PAGE.dictionaryLength = <i32>(length + 4);
  store<u32>(DICTIONARY, <u32>length);
  const indexes = putPresent(DATA, Selection.rows);
  store<u8>(indexes, 1);
  PAGE.dataLength = <i32>(putRun(0, Selection.rows, 1, indexes + 1) - DATA);
  PAGE.minText = constantText();
  PAGE.maxText = constantText();
  PAGE.minLength = <i32>length;
  PAGE.maxLength = <i32>length;
  Chunk.encoding = Encoding.RLE_DICTIONARY;
  setStatistics(PhysicalType.BYTE_ARRAY);
  return writePages(index, CodecNumber.UNCOMPRESSED, address, <i64>start);
}

/** Writes a column that is null in all rows. */
export function writeEmpty(index: i32, address: usize, start: f64): usize {
  clearPage();
  PAGE.nulls = Selection.rows;
  const levels = putVarint(DATA + 4, (<u64>Selection.rows) << 1);
  store<u8>(levels, 0);
  store<u32>(DATA, <u32>(levels + 1 - DATA - 4));
  PAGE.dataLength = <i32>(levels + 1 - DATA);
  Chunk.encoding = Encoding.PLAIN;
  Chunk.min = 0;
  return writePages(index, CodecNumber.UNCOMPRESSED, address, <i64>start);
}

function setStatistics(type: PhysicalType): void {
  if (type === PhysicalType.BYTE_ARRAY) {
    Chunk.min = PAGE.minText;
    Chunk.minLength = PAGE.minLength;
    Chunk.max = PAGE.maxText;
    Chunk.maxLength = PAGE.maxLength;
    return;
  }
  Chunk.min = changetype<usize>(PAGE) + offsetof<Page>('min');
  Chunk.max = changetype<usize>(PAGE) + offsetof<Page>('max');
  Chunk.minLength = type === PhysicalType.INT32 ? 4 : 8;
  Chunk.maxLength = Chunk.minLength;
}

function writePages(index: i32, codec: CodecNumber, address: usize, start: i64): usize {
  Chunk.codec = codec;
  Chunk.nulls = PAGE.nulls;
  Chunk.start = start;
  Chunk.plainBytes = 0;
  let end = address;
  if (PAGE.dictionaryCount > 0) {
    end = writePage(PageType.DICTIONARY_PAGE, PAGE.dictionary, <usize>PAGE.dictionaryLength, end);
  }
  Chunk.dataStart = start + <i64>(end - address);
  end = writePage(PageType.DATA_PAGE, PAGE.data, <usize>PAGE.dataLength, end);
  Chunk.end = start + <i64>(end - address);
  describeChunk(index);
  return end - address;
}

/**
 * Writes a page and its header. The length of the header is known only after compression, so the compressed bytes are
 * moved up to it. Returns the address after the page.
 */
function writePage(type: PageType, page: usize, length: usize, address: usize): usize {
  const compressed = address + HEADER_ROOM;
  const compressedLength = compress(Chunk.codec, page, length, compressed);
  const header = writeHeader(type, length, compressedLength, address);
  memory.copy(header, compressed, compressedLength);
  Chunk.plainBytes += <i64>(header - address + length);
  return header + compressedLength;
}

/** Writes the struct `PageHeader` of the Parquet format. Returns the address after it. */
function writeHeader(type: PageType, length: usize, compressedLength: usize, address: usize): usize {
  Thrift.begin(address);
  Thrift.i32(1, type);
  Thrift.i32(2, <i64>length);
  Thrift.i32(3, <i64>compressedLength);
  if (type === PageType.DICTIONARY_PAGE) {
    Thrift.beginStruct(7);
    Thrift.i32(1, PAGE.dictionaryCount);
    Thrift.i32(2, Encoding.PLAIN);
  } else {
    Thrift.beginStruct(5);
    Thrift.i32(1, Selection.rows);
    Thrift.i32(2, Chunk.encoding);
    Thrift.i32(3, Encoding.RLE);
    Thrift.i32(4, Encoding.RLE);
  }
  Thrift.endStruct();
  Thrift.end();
  return Thrift.address;
}
