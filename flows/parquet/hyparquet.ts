/**
 * The only imports of the Parquet libraries, which are published as ES modules. The build replaces this file with a
 * CommonJS bundle, so that the package also loads where `require` cannot load ES modules (jest). `parquetHeader` is not in
 * the main export of hyparquet; ADR 23 states why this import is safe.
 */
export { decompress as zstdDecompress } from 'fzstd';
export { type FileMetaData, parquetMetadata, type SchemaElement, snappyUncompress } from 'hyparquet';
export { parquetHeader } from 'hyparquet/src/column.js';
export { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
