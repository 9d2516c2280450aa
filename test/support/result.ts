/** A query result in a form that can be compared across engines. */
export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Comparable[])[];
}

/**
 * A value without its engine: whole numbers of any width are bigint, other decimals and dates are text, times are
 * ISO 8601 in UTC with all digits.
 */
export type Comparable =
  | null
  | boolean
  | string
  | bigint
  | number
  | readonly Comparable[]
  | { readonly [name: string]: Comparable };

/** Converts microseconds since 1970-01-01T00:00:00Z. */
export function timeOf(micros: bigint): string {
  const rest = ((micros % 1_000n) + 1_000n) % 1_000n;
  const millis = new Date(Number((micros - rest) / 1_000n)).toISOString();
  return millis.replace('Z', `${String(rest).padStart(3, '0')}Z`);
}

/** Sorts the rows of a result, for queries without a defined order. */
export function sorted({ columns, rows }: Result): Result {
  const keyed = rows.map((row): [string, (typeof rows)[number]] => [keyOf(row), row]);
  return { columns, rows: keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row) };
}

function keyOf(row: readonly Comparable[]): string {
  return JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}
