import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { existingPath } from '../arguments/existing-path';
import { filesBelow } from '../files-below';
import { UserError } from '../user-error';

/** Name of a table that `normalize` writes. */
export type TableName = keyof typeof TABLE_DIRECTORIES;

/** Absolute paths of the Parquet files of each table. */
export type TableFiles = Readonly<Record<TableName, readonly string[]>>;

const EXPECTED = 'the directory that `flow-logs normalize --out` wrote';

/**
 * Lists the Parquet files of the tables in a directory that `normalize` wrote.
 *
 * @throws UserError if the directory does not exist or has no table
 */
export function tableFiles(directory: string): TableFiles {
  const stats = statSync(existingPath(directory, EXPECTED));
  if (stats.isFile()) {
    throw new UserError(
      `${directory} is a file and not a directory with tables: write tables with ` +
        `\`flow-logs normalize ${directory} --out tables\`, and query \`tables\``,
    );
  }
  if (!stats.isDirectory()) throw new UserError(`${directory} is not a directory: give ${EXPECTED}`);
  const below = (name: TableName) =>
    filesBelow(join(resolve(directory), TABLE_DIRECTORIES[name])).filter((path) => path.endsWith('.parquet'));
  const files = { flows: below('flows'), rejects: below('rejects') };
  if (files.flows.length + files.rejects.length === 0) {
    throw new UserError(
      `${directory} has no table: write one with \`flow-logs normalize <path...> --out ${directory}\``,
    );
  }
  return files;
}

/** All files of the tables. */
export function allFiles(files: TableFiles): string[] {
  return [...files.flows, ...files.rejects];
}

/** The tables without some of their files. */
export function withoutFiles(files: TableFiles, excluded: readonly string[]): TableFiles {
  const paths = new Set(excluded);
  const rest = (name: TableName) => files[name].filter((path) => !paths.has(path));
  return { flows: rest('flows'), rejects: rest('rejects') };
}

/** A list of texts in SQL. */
export function textList(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]`;
}
