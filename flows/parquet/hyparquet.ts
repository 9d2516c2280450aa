/**
 * The only door to the Parquet libraries, which are published as ES modules. The build replaces this file by a
 * CommonJS bundle of it, so that what we publish also loads where `require` can not load ES modules (jest).
 */
export { decompress as zstdDecompress } from 'fzstd';
export { type FileMetaData, parquetMetadata, type SchemaElement, snappyUncompress } from 'hyparquet';
export { parquetHeader } from 'hyparquet/src/column.js';
export { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
