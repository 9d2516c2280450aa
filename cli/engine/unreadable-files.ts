import { relative } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { UserError } from '../user-error';
import { textList } from './table-files';

/** Most files that a message names. */
const NAMED_FILES = 5;

/** A file that DuckDB cannot read. */
export interface UnreadableFile {
  readonly path: string;
  readonly reason: string;
}

/** Reads all files, one by one, and returns those that fail. Reads pages only if all footers are valid. */
export async function findUnreadable(
  connection: DuckDBConnection,
  paths: readonly string[],
): Promise<UnreadableFile[]> {
  const byFooter = await failing(connection, paths, 'count(*)');
  return byFooter.length > 0 ? byFooter : failing(connection, paths, 'count(columns(*))');
}

/** The error of a query over a table with unreadable files. */
export function unreadableError(files: readonly UnreadableFile[]): UserError {
  const it = files.length === 1 ? 'it' : 'them';
  return new UserError(
    `${countText(files)} cannot be read: ${namesText(files)}. Write ${it} again with \`flow-logs normalize\`, delete ${it}, ` +
      'or give --skip-unreadable to query the other files',
  );
}

/** The note about files that a query skipped. */
export function skippedNote(files: readonly UnreadableFile[]): string {
  return `skipped: ${countText(files)} cannot be read: ${namesText(files)}`;
}

async function failing(
  connection: DuckDBConnection,
  paths: readonly string[],
  expression: string,
): Promise<UnreadableFile[]> {
  const files: UnreadableFile[] = [];
  for (const path of paths) {
    const sql = `select ${expression} from read_parquet(${textList([path])}, hive_partitioning = false)`;
    try {
      await connection.runAndReadAll(sql);
    } catch (error) {
      files.push({ path, reason: (error as Error).message.split('\n', 1)[0] as string });
    }
  }
  return files;
}

function countText(files: readonly UnreadableFile[]): string {
  return files.length === 1 ? '1 file of the table' : `${files.length} files of the table`;
}

function namesText(files: readonly UnreadableFile[]): string {
  const named = files.slice(0, NAMED_FILES).map(({ path, reason }) => {
    return `${relative(process.cwd(), path)} (${reason.replaceAll(`'${path}'`, 'the file')})`;
  });
  const more = files.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
