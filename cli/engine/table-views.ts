import { AWS_VIEWS } from '../../aws/views';
import { type Column, FLOW_COLUMNS } from '../../flows/columns';
import { PARTITION_KEYS } from '../../flows/partition';
import { REJECT_COLUMNS } from '../../flows/rejects';
import type { Relation, RelationOptions } from '../../flows/relations';
import { relationViews, VIEWS } from '../../flows/views';
import { COLUMN_SQL_TYPES, typeText } from '../../flows/views/sql-type';
import { type TableFiles, type TableName, textList } from './table-files';

const TABLE_VIEWS = [...VIEWS, ...AWS_VIEWS];

/** The views over `flows`: those of both clouds, those of AWS, and the relations that questions read. */
export const FLOW_VIEWS = [...TABLE_VIEWS, ...relationViews()];

/** Partition keys are text, as in the Glue tables. DuckDB would infer numbers and drop leading zeros of account ids. */
const PARTITION_TYPES = PARTITION_KEYS.map((key) => `'${key}': varchar`).join(', ');

interface Table {
  readonly name: TableName;
  readonly columns: readonly Column[];
}

const TABLES: readonly Table[] = [
  { name: 'flows', columns: FLOW_COLUMNS },
  { name: 'rejects', columns: REJECT_COLUMNS },
];

/** View of the records of `flows` without conditions. */
export const ALL_RECORDS = 'flows_without_conditions';

/** What the tables and views of a query contain. */
export interface TableOptions extends RelationOptions {
  /**
   * Conditions on the records of `flows`.
   *
   * @default - all records
   */
  readonly records?: readonly string[];
  /**
   * The only view that the query reads. DuckDB binds the text of each view that it creates.
   *
   * @default - all views
   */
  readonly only?: Relation;
  /**
   * Whether DuckDB computes each common table expression on its own. Planning a query with many of them as one query
   * takes longer than running it.
   *
   * @default false
   */
  readonly inSteps?: boolean;
}

/** Returns the statements that create `flows`, `rejects` and the views over `flows`, for the files of the tables. */
export function tableViews(
  files: TableFiles,
  { records = [], only, inSteps: _, ...relations }: TableOptions = {},
): string[] {
  const views = [...TABLE_VIEWS, ...relationViews(relations)];
  return [
    ...TABLES.flatMap(({ name, columns }) => {
      const source = files[name].length > 0 ? parquetFiles(files[name]) : noRows(columns);
      // a computed `day`: DuckDB fails on the statistics of a column that exists in directory names only
      const some = `select * replace (day || '' as day) from ${source}`;
      const all = `${some} union all by name select * from ${noRows(columns)}`;
      if (name !== 'flows') return [`create view ${name} as ${all}`];
      const where = records.length === 0 ? '' : ` where ${records.join(' and ')}`;
      return [
        `create view ${ALL_RECORDS} as ${all}`,
        `create view ${name} as select * from ${ALL_RECORDS}${where}`,
      ];
    }),
    ...views
      .filter(({ name }) => only === undefined || name === only)
      .map(({ name, sql }) => `create view ${name} as ${sql('duckdb')}`),
  ];
}

/** Reads files by column name, so that older files with fewer columns combine with newer ones. */
function parquetFiles(paths: readonly string[]): string {
  const options = `hive_partitioning = true, hive_types = {${PARTITION_TYPES}}, union_by_name = true`;
  return `read_parquet(${textList(paths)}, ${options})`;
}

/** A query with every column and no rows. In a union, it adds the columns that no file has as null. */
function noRows(columns: readonly Column[]): string {
  const cells = columns.map(
    ({ name, type }) => `cast(null as ${typeText(COLUMN_SQL_TYPES[type], 'duckdb')}) as ${name}`,
  );
  return `(select ${[...cells, 'cast(null as varchar) as day'].join(', ')} where false)`;
}
