import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { originOf } from '../../aws/source-origin';
import { type PlainRow, plainValue } from '../../cli/output/plain-value';
import { FLOW_COLUMNS, type FlowRow } from '../../flows/columns';
import { COMPUTED_RELATIONS, relationSql } from '../../flows/relations';
import { COLUMN_SQL_TYPES, typeText } from '../../flows/views/sql-type';
import { readBlob } from '../azure/records/read-blob';
import { readLines } from '../support/normalized';
import { isAzureBlob, type RawFile } from './oracle/raw-file';

const COLUMNS = FLOW_COLUMNS.map(({ name, type }) => ({
  name,
  type,
  sqlType: typeText(COLUMN_SQL_TYPES[type], 'duckdb'),
}));

/** A DuckDB with one table `flows`, whose rows can be replaced. */
export class FlowTable {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async create(): Promise<FlowTable> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const columns = COLUMNS.map(({ name, sqlType }) => `${name} ${sqlType}`);
    await connection.run("set timezone = 'UTC'");
    await connection.run('set threads = 1');
    await connection.run(`create table flows (${[...columns, 'day varchar'].join(', ')})`);
    return new FlowTable(instance, connection);
  }

  /** Replaces the rows by the records of some files. */
  async load(files: readonly RawFile[]): Promise<FlowRow[]> {
    const rows = (await Promise.all(files.map(rowsOf))).flat();
    await this.connection.run('delete from flows');
    if (rows.length > 0)
      await this.connection.run(`insert into flows values ${rows.map(tupleText).join(', ')}`);
    return rows;
  }

  /** Computes the relations of the questions from the rows, as tables that queries can read. */
  async computeRelations(): Promise<void> {
    for (const relation of COMPUTED_RELATIONS) {
      await this.connection.run(`create or replace table ${relation} as ${relationSql(relation)}`);
    }
  }

  /** Runs a query, and returns the rows as JSON values. */
  async query(text: string): Promise<PlainRow[]> {
    const reader = await this.connection.runAndReadAll(text);
    return reader
      .getRowObjects()
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, plainValue(value as DuckDBValue)]),
        ),
      );
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** Normalizes a file. */
async function rowsOf({ key, text }: RawFile): Promise<FlowRow[]> {
  const { rows, rejects } = isAzureBlob(key)
    ? readBlob([text], key)
    : await readLines(text, { origin: originOf(key) });
  const [reject] = rejects;
  if (reject) throw new Error(`${key} contains a record that cannot be read: ${reject.detail}`);
  return rows;
}

function tupleText(row: FlowRow): string {
  const values = COLUMNS.map(({ name, type }) => {
    const value = (row as Readonly<Record<string, unknown>>)[name] ?? null;
    if (value === null) return 'null';
    if (type === 'timestamp') return `make_timestamptz(${value} * 1000)`;
    return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
  });
  const { start_time: start } = row as { readonly start_time: bigint | null };
  const day = start === null ? 'null' : `'${new Date(Number(start)).toISOString().slice(0, 10)}'`;
  return `(${[...values, day].join(', ')})`;
}
