/**
 * Type of a column.
 *
 * Source: Kusto Query Language documentation, "Scalar data types".
 */
export type LogColumnType = 'string' | 'int' | 'long' | 'real' | 'bool' | 'datetime' | 'dynamic' | 'guid';

/** The values that a column is documented to hold. `==` and `in` mind their case. */
export interface ValueDomain {
  /** Values as rows have them. */
  readonly values: readonly string[];
  /** Spellings in documentation that rows do not have, each with the value that is meant. */
  readonly otherSpellings?: Readonly<Record<string, string>>;
  /** Whether the list is one of values allowed at present. */
  readonly mayGrow?: boolean;
}

/** A column, its name in exact case: names in queries mind it. */
export interface LogColumn {
  readonly name: string;
  readonly type: LogColumnType;
  /** Its values, where they are few and documented. */
  readonly domain?: ValueDomain;
}

/** What becomes of a table that is on its way out. Days are UTC, `YYYY-MM-DD`. */
export interface Retirement {
  /** What goes. */
  readonly what: string;
  /** From this day on there are no new rows. */
  readonly endsOn: string;
  /** From this day on nobody new can begin. */
  readonly closedSince: string;
  /** Tables to ask instead, the one with the flows first. */
  readonly successors: readonly string[];
}

/** A table of Log Analytics. */
export interface LogTable {
  readonly name: string;
  /** What a row is. */
  readonly about: string;
  readonly columns: readonly LogColumn[];
  /** Set where the table is on its way out. */
  readonly retirement?: Retirement;
}

/** Columns of one type, from their names. */
export function ofType(type: LogColumnType, names: string): LogColumn[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, type }));
}

/** Columns of text whose values are known. */
export function ofValues(domains: Readonly<Record<string, ValueDomain>>): LogColumn[] {
  return Object.entries(domains).map(([name, domain]) => ({ name, type: 'string', domain }));
}
