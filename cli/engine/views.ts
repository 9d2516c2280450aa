import { join } from 'node:path';
import { AWS_VIEWS } from '../../aws/views';
import { type Column, FLOW_COLUMNS } from '../../flows/columns';
import { PARTITION_KEYS } from '../../flows/partition';
import { REJECT_COLUMNS } from '../../flows/rejects';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { VIEWS } from '../../flows/views';
import { COLUMN_SQL_TYPES, typeText } from '../../flows/views/sql-type';
import { UsageError } from '../exit';
import { filesBelow } from '../files-below';

/** The views over `flows`, of every cloud. */
export const FLOW_VIEWS = [...VIEWS, ...AWS_VIEWS];

/** Text, as in the Glue tables. Left to itself, DuckDB would take account ids for numbers and lose their zeros. */
const PARTITION_TYPES = PARTITION_KEYS.map((key) => `'${key}': varchar`).join(', ');

/**
 * Statements that make the views `flows` and `rejects` over a directory that `normalize` wrote, and the views over
 * `flows`.
 *
 * @throws UsageError if the directory holds neither
 */
export function tableViews(directory: string): string[] {
  const tables: Table[] = [
    { name: 'flows', columns: FLOW_COLUMNS },
    { name: 'rejects', columns: REJECT_COLUMNS },
  ];
  const written = tables.filter(({ name }) => hasParquet(directoryOf(name, directory)));
  if (written.length === 0) {
    throw new UsageError(
      `no table in ${directory}: write one with \`flow-logs normalize <path...> --out ${directory}\``,
    );
  }
  return [
    ...tables.map((table) => {
      const { name, columns } = table;
      const from = written.includes(table) ? files(directoryOf(name, directory)) : nothing(columns);
      // DuckDB fails over the statistics of a column that only the directories have, unless it is computed
      const all = `select * replace (day || '' as day) from ${from}`;
      return `create view ${name} as ${all} union all by name select * from ${nothing(columns)}`;
    }),
    ...FLOW_VIEWS.map(({ name, sql }) => `create view ${name} as ${sql('duckdb')}`),
  ];
}

interface Table {
  readonly name: keyof typeof TABLE_DIRECTORIES;
  readonly columns: readonly Column[];
}

function directoryOf(table: Table['name'], directory: string): string {
  return join(directory, TABLE_DIRECTORIES[table]);
}

/** Files are read by column name, so that older ones with fewer columns fit in among newer ones. */
function files(directory: string): string {
  const literal = directory.replace(/[[*?]/g, '[$&]');
  const glob = `${literal}/**/*.parquet`.replaceAll("'", "''");
  return `read_parquet('${glob}', hive_partitioning = true, hive_types = {${PARTITION_TYPES}}, union_by_name = true)`;
}

/** No rows, and all columns: what no file has yet is null. */
function nothing(columns: readonly Column[]): string {
  const cells = columns.map(
    ({ name, type }) => `cast(null as ${typeText(COLUMN_SQL_TYPES[type], 'duckdb')}) as ${name}`,
  );
  return `(select ${[...cells, 'cast(null as varchar) as day'].join(', ')} where false)`;
}

function hasParquet(directory: string): boolean {
  return filesBelow(directory).some((path) => path.endsWith('.parquet'));
}
