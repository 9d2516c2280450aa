import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LogTable } from '../../../azure/log-tables';
import { hasPartOfMachine } from '../processes';
import { ROOT } from '../source-files';

const DIRECTORY = '.cache/kql';
const PYTHON = process.env.KQL_PYTHON ?? join(ROOT, DIRECTORY, 'bin/python');
const MAX_OUTPUT_BYTES = 256 * 1024 ** 2;
const PACKAGE = 'duckdb-kql[duckdb]==1.1.2';

/** Value of a cell of a table or a result. */
export type KqlValue = string | number | boolean | null;

/** A row by its columns. */
export type KqlRow = Readonly<Record<string, KqlValue>>;

/**
 * Whether queries can be run. Prints how to install the package if it is missing. CI does not install it: it is the work of
 * one author, and no part of Azure.
 */
export function hasKqlEngine(): boolean {
  const install = `python3 -m venv ${DIRECTORY} && ${DIRECTORY}/bin/pip install "${PACKAGE}"`;
  return hasPartOfMachine('duckdb-kql', install, existsSync(PYTHON));
}

/** Queries over rows of tables. */
export interface KqlCase {
  readonly queries: readonly string[];
  readonly tables: readonly LogTable[];
  /** Rows by the name of the table. */
  readonly rows: Readonly<Record<string, readonly KqlRow[]>>;
}

/** Runs the queries of cases, and returns the rows of each query of each case. */
export function runKql(cases: readonly KqlCase[]): KqlRow[][][] {
  const input = JSON.stringify(
    cases.map(({ queries, tables, rows }) => ({
      queries,
      tables: tables.map(({ name, columns }) => ({ name, columns, rows: rows[name] ?? [] })),
    })),
  );
  const options = { input, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES } as const;
  return JSON.parse(execFileSync(PYTHON, [join(__dirname, 'run.py')], options));
}
