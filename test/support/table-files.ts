import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { decompress } from 'fzstd';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';

/** All files below a directory, including hidden ones, by relative path, in order. */
export function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** All files below a directory with their bytes. */
export function contentBelow(directory: string): Record<string, Buffer> {
  return Object.fromEntries(filesBelow(directory).map((path) => [path, readFileSync(join(directory, path))]));
}

/** The partitions of a table that contain files. */
export function partitionsOf(directory: string, table: 'flows' | 'rejects'): string[] {
  return filesBelow(join(directory, table)).map((path) => path.split('/').slice(0, -1).join('/'));
}

/** The rows of a Parquet file, read by a second implementation beside DuckDB. */
export async function parquetRows(path: string): Promise<Record<string, unknown>[]> {
  const compressors = { ZSTD: (bytes: Uint8Array) => decompress(bytes) };
  return parquetReadObjects({ file: await asyncBufferFromFile(path), compressors });
}

/** The files of a table for `from` in DuckDB: only the columns of the files, without the partition columns. */
export function tableIn(directory: string, table: 'flows' | 'rejects'): string {
  return `read_parquet('${directory}/${table}/**/*.parquet', hive_partitioning = false, filename = true)`;
}
