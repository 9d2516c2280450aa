import { join } from 'node:path';
import { AWS_VIEWS } from '../../aws/views';
import { type Column, FLOW_COLUMNS } from '../../flows/columns';
import { PARTITION_KEYS } from '../../flows/partition';
import { REJECT_COLUMNS } from '../../flows/rejects';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { VIEWS } from '../../flows/views';
import { COLUMN_SQL_TYPES, typeText } from '../../flows/views/sql-type';
import { existingPath } from '../arguments/existing-path';
import { filesBelow } from '../files-below';
import { UserError } from '../user-error';

/** The views over `flows`: those of both clouds and those of AWS. */
export const FLOW_VIEWS = [...VIEWS, ...AWS_VIEWS];

/** Partition keys are text, as in the Glue tables. DuckDB would infer numbers and drop leading zeros of account ids. */
const PARTITION_TYPES = PARTITION_KEYS.map((key) => `'${key}': varchar`).join(', ');

interface Table {
  readonly name: keyof typeof TABLE_DIRECTORIES;
  readonly columns: readonly Column[];
}

const TABLES: readonly Table[] = [
  { name: 'flows', columns: FLOW_COLUMNS },
  { name: 'rejects', columns: REJECT_COLUMNS },
];

/**
 * Returns the statements that create `flows`, `rejects` and the views over `flows`, for a directory that `normalize`
 * wrote.
 *
 * @throws UserError if the directory does not exist or has no table
 */
export function tableViews(directory: string): string[] {
  existingPath(directory, 'the directory that `flow-logs normalize --out` wrote');
  const written = TABLES.filter(({ name }) => hasParquet(directoryOf(name, directory)));
  if (written.length === 0) {
    throw new UserError(
      `${directory} has no table: write one with \`flow-logs normalize <path...> --out ${directory}\``,
    );
  }
  return [
    ...TABLES.map((table) => {
      const { name, columns } = table;
      const source = written.includes(table) ? parquetFiles(directoryOf(name, directory)) : noRows(columns);
      // a computed `day`: DuckDB fails on the statistics of a column that exists in directory names only
      const all = `select * replace (day || '' as day) from ${source}`;
      return `create view ${name} as ${all} union all by name select * from ${noRows(columns)}`;
    }),
    ...FLOW_VIEWS.map(({ name, sql }) => `create view ${name} as ${sql('duckdb')}`),
  ];
}

function directoryOf(table: Table['name'], directory: string): string {
  return join(directory, TABLE_DIRECTORIES[table]);
}

/** Reads files by column name, so that older files with fewer columns combine with newer ones. */
function parquetFiles(directory: string): string {
  const literal = directory.replace(/[[*?]/g, '[$&]');
  const glob = `${literal}/**/*.parquet`.replaceAll("'", "''");
  return `read_parquet('${glob}', hive_partitioning = true, hive_types = {${PARTITION_TYPES}}, union_by_name = true)`;
}

/** A query with every column and no rows. In a union, it adds the columns that no file has as null. */
function noRows(columns: readonly Column[]): string {
  const cells = columns.map(
    ({ name, type }) => `cast(null as ${typeText(COLUMN_SQL_TYPES[type], 'duckdb')}) as ${name}`,
  );
  return `(select ${[...cells, 'cast(null as varchar) as day'].join(', ')} where false)`;
}

function hasParquet(directory: string): boolean {
  return filesBelow(directory).some((path) => path.endsWith('.parquet'));
}
