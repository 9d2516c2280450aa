import { expect } from 'vitest';
import type { Comparable, Result } from '../support/result';

/** The decisive columns of a row. Columns that a row does not name can have any value. */
export type ExpectedRow = Readonly<Record<string, string | number | boolean | null>>;

/** What an engineer expects of a result: all rows in any order, or parts of the result. */
export type Expectation = readonly ExpectedRow[] | PartialExpectation;

interface PartialExpectation {
  /** All rows, in any order. */
  readonly rows?: readonly ExpectedRow[];
  /** The first rows, in this order. */
  readonly first?: readonly ExpectedRow[];
  /** Rows that occur. */
  readonly includes?: readonly ExpectedRow[];
  /** Rows that do not occur. */
  readonly excludes?: readonly ExpectedRow[];
}

/** Compares a result with the expected rows. */
export function expectResult(result: Result, expectation: Expectation): void {
  const partial: PartialExpectation = isRows(expectation) ? { rows: expectation } : expectation;
  const { rows, first, includes = [], excludes = [] } = partial;
  if (rows) expect(inOrder(project(result, keysOf(rows)))).toEqual(inOrder(rows));
  if (first) expect(project(result, keysOf(first)).slice(0, first.length)).toEqual(first);
  for (const row of includes) expect(project(result, keysOf([row]))).toContainEqual(row);
  for (const row of excludes) expect(project(result, keysOf([row]))).not.toContainEqual(row);
}

function isRows(expectation: Expectation): expectation is readonly ExpectedRow[] {
  return Array.isArray(expectation);
}

/** The columns that rows name. Rows of one list name the same columns. */
function keysOf(rows: readonly ExpectedRow[]): string[] {
  const keys = Object.keys(rows[0] ?? {});
  const others = rows.filter((row) => Object.keys(row).sort().join() !== [...keys].sort().join());
  if (others.length > 0) throw new Error(`expected rows with the columns ${keys}: ${JSON.stringify(others)}`);
  return keys;
}

/** The rows of a result with some of their columns, in the values of JSON. */
function project({ columns, rows }: Result, keys: readonly string[]): ExpectedRow[] {
  const unknown = keys.filter((key) => !columns.includes(key));
  if (unknown.length > 0) throw new Error(`the result has no column ${unknown}; it has ${columns}`);
  return rows.map((row) =>
    Object.fromEntries(keys.map((key) => [key, jsonValue(row[columns.indexOf(key)] as Comparable)])),
  );
}

function jsonValue(value: Comparable): string | number | boolean | null {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'string') return value.replace(/\.000000Z$/, 'Z');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function inOrder(rows: readonly ExpectedRow[]): ExpectedRow[] {
  const texts = rows.map((row) =>
    JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))),
  );
  return texts.sort().map((text) => JSON.parse(text) as ExpectedRow);
}
