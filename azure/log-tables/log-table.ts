/**
 * Type of a column.
 *
 * Source: Kusto Query Language documentation, "Scalar data types".
 */
export type LogColumnType = 'string' | 'int' | 'long' | 'real' | 'bool' | 'datetime' | 'dynamic' | 'guid';

/** The documented values of a column. `==` and `in` compare them case-sensitively. */
export interface ValueDomain {
  /** Values in the spelling of the table. */
  readonly values: readonly string[];
  /** Spellings in the documentation that the table does not contain, with the corresponding values. */
  readonly otherSpellings?: Readonly<Record<string, string>>;
  /** Whether Azure may add values. */
  readonly mayGrow?: boolean;
}

/** A column. Its name is case-sensitive. */
export interface LogColumn {
  readonly name: string;
  readonly type: LogColumnType;
  /** The values, if they are few and documented. */
  readonly domain?: ValueDomain;
}

/** Retirement of a table. Dates are `YYYY-MM-DD` in UTC. */
export interface Retirement {
  /** The service that ends. */
  readonly what: string;
  /** First day without new rows. */
  readonly endsOn: string;
  /** First day on which new users are refused. */
  readonly closedSince: string;
  /** Tables to query instead, beginning with the table of flows. */
  readonly successors: readonly string[];
}

/** A table of Log Analytics. */
export interface LogTable {
  readonly name: string;
  /** Description of a row. */
  readonly about: string;
  readonly columns: readonly LogColumn[];
  /** Set if the table is being retired. */
  readonly retirement?: Retirement;
}

/** Creates columns of one type from their names. */
export function ofType(type: LogColumnType, names: string): LogColumn[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, type }));
}

/** Creates string columns with known values. */
export function ofValues(domains: Readonly<Record<string, ValueDomain>>): LogColumn[] {
  return Object.entries(domains).map(([name, domain]) => ({ name, type: 'string', domain }));
}
