import { groupBy } from '../measures';

/** A value of a result. Times are ISO 8601 text. */
export type Cell = string | number | bigint | boolean | null;

/** A row of a result by column. */
export type Row = Readonly<Record<string, Cell>>;

/** Columns of a result with the value of each for some input. */
export type Columns<T> = Readonly<Record<string, (value: T) => Cell>>;

/** A result: its rows in order. */
export interface Answer {
  /** Columns that identify a row. Rows that are equal by the measures have their order. */
  readonly keys: readonly string[];
  readonly rows: readonly Row[];
}

/** What a ranking shows of its groups, and which come first. */
export interface Ranking<T> {
  readonly keys: Columns<T>;
  readonly values: Columns<readonly T[]>;
  /** Values of a row, the largest first. */
  readonly first?: readonly ((row: Row) => Cell)[];
  /** @default - all rows */
  readonly limit?: number;
}

/** Groups inputs by the keys, and returns the groups in order. */
export function ranked<T>(inputs: readonly T[], { keys, values, first, limit }: Ranking<T>): Answer {
  const groups = groupBy(inputs, (input) => rowOf(keys, input));
  const rows = [...groups.values()].map((group) => ({
    ...rowOf(keys, group[0] as T),
    ...rowOf(values, group),
  }));
  return inOrder(rows, Object.keys(keys), first, limit);
}

/** Orders rows: the largest values first, then by the keys. */
export function inOrder(
  rows: readonly Row[],
  keys: readonly string[],
  first: readonly ((row: Row) => Cell)[] = [],
  limit = Number.POSITIVE_INFINITY,
): Answer {
  const sorted = [...rows].sort((left, right) => {
    for (const value of first) {
      const order = ascending(value(right), value(left), -1);
      if (order !== 0) return order;
    }
    for (const key of keys) {
      const order = ascending(left[key] as Cell, right[key] as Cell, 1);
      if (order !== 0) return order;
    }
    return 0;
  });
  return { keys, rows: sorted.slice(0, limit) };
}

/** Compares two values. Null is last in the order of `direction`. */
function ascending(left: Cell, right: Cell, direction: 1 | -1): number {
  if (left === right) return 0;
  if (left === null) return direction;
  if (right === null) return -direction;
  return left < right ? -1 : 1;
}

function rowOf<T>(columns: Columns<T>, value: T): Row {
  return Object.fromEntries(
    Object.entries(columns).map(([name, of]) => {
      const cell = of(value);
      return [name, typeof cell === 'number' && Number.isInteger(cell) ? BigInt(cell) : cell];
    }),
  );
}

/** A time as text. */
export function timeText(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
