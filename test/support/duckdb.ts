import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListType,
  DuckDBListValue,
  type DuckDBResultReader,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import { type Comparable, type Result, timeOf } from './result';

/** Plans common table expressions one by one, which is faster for large queries over few rows. */
const PLAN_SETTING = "set disabled_optimizers = 'cte_inlining'";

/** Integer types whose values fit into a JavaScript number. */
const WHOLE: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
]);

/** Runs SQL in a fresh in-memory DuckDB and returns the rows as objects (bigint for 64-bit integers). */
export async function sql(query: string): Promise<Record<string, unknown>[]> {
  return (await read([], query)).getRowObjects() as Record<string, unknown>[];
}

/** Runs SQL after other statements, and returns the result in a form that can be compared across engines. */
export async function resultOf(before: readonly string[], query: string): Promise<Result> {
  return comparableResult(await read(before, query));
}

function comparableResult(reader: DuckDBResultReader): Result {
  const types = reader.columnTypes();
  return {
    columns: reader.columnNames(),
    rows: reader
      .getRows()
      .map((row) => row.map((value, index) => comparable(value, types[index] as DuckDBType))),
  };
}

/** An in-memory DuckDB for several queries. */
export class DuckDbSession {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /** Opens a database and runs statements in it. */
  static async open(before: readonly string[]): Promise<DuckDbSession> {
    const instance = await DuckDBInstance.create(':memory:');
    const session = new DuckDbSession(instance, await instance.connect());
    try {
      await session.connection.run("set timezone = 'UTC'");
      await session.connection.run(PLAN_SETTING);
      for (const statement of before) await session.connection.run(statement);
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** Runs SQL and returns the result in a form that can be compared across engines. */
  async resultOf(query: string): Promise<Result> {
    return comparableResult(await this.read(query));
  }

  read(query: string): Promise<DuckDBResultReader> {
    return this.connection.runAndReadAll(query);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

async function read(before: readonly string[], query: string): Promise<DuckDBResultReader> {
  const session = await DuckDbSession.open(before);
  try {
    return await session.read(query);
  } finally {
    session.close();
  }
}

function comparable(value: DuckDBValue, type: DuckDBType): Comparable {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return WHOLE.has(type.typeId) ? BigInt(value) : value;
  if (value instanceof DuckDBDecimalValue) return value.scale === 0 ? value.value : value.toString();
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
    return timeOf(value.micros);
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBListValue && type instanceof DuckDBListType)
    return value.items.map((item) => comparable(item, type.valueType));
  if (value instanceof DuckDBStructValue && type instanceof DuckDBStructType) {
    return Object.fromEntries(
      type.entryNames.map((name, index) => [
        name,
        comparable(value.entries[name] as DuckDBValue, type.entryTypes[index] as DuckDBType),
      ]),
    );
  }
  throw new Error(`values of type ${type} cannot be compared: add the type here`);
}
