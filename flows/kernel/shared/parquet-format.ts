/** Constants of the Apache Parquet format that the writer uses. */

export enum PhysicalType {
  INT32 = 1,
  INT64 = 2,
  BYTE_ARRAY = 6,
}

export enum Encoding {
  PLAIN = 0,
  RLE = 3,
  DELTA_BINARY_PACKED = 5,
  RLE_DICTIONARY = 8,
}

export enum CodecNumber {
  UNCOMPRESSED = 0,
  SNAPPY = 1,
  ZSTD = 6,
}

export enum PageType {
  DATA_PAGE = 0,
  DICTIONARY_PAGE = 2,
}

/** Longest text in statistics. Longer ones rarely help a reader to skip a row group, but make metadata large. */
export const MAX_STATISTICS_BYTES = 256;
