/**
 * The only door to the Parquet library, which is published as ES modules alone. The build replaces this file by
 * a CommonJS bundle of it, so that what we publish also loads where `require` can not load ES modules (jest).
 */
export { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
