import { least, most, plus } from '../measures';
import { type Cell, timeText } from './ranking';

/** The sum of a measure of some values; null if none was measured. */
export function sumOf<T>(
  measure: (value: T) => bigint | number | null,
): (values: readonly T[]) => bigint | null {
  return (values) =>
    values
      .map(measure)
      .map((value) => (typeof value === 'number' ? BigInt(value) : value))
      .reduce(plus, null);
}

/** The number of distinct values, without null. */
export function distinct<T>(keyOf: (value: T) => Cell): (values: readonly T[]) => bigint {
  return (values) => BigInt(new Set(values.map(keyOf).filter((key) => key !== null)).size);
}

/** The time of the first and the last record. */
export const SEEN = {
  first_seen: (values: readonly { readonly firstSeen: number | null }[]) =>
    timeText(values.map(({ firstSeen }) => firstSeen).reduce(least, null)),
  last_seen: (values: readonly { readonly lastSeen: number | null }[]) =>
    timeText(values.map(({ lastSeen }) => lastSeen).reduce(most, null)),
};

/** Adds cells that are numbers; null counts as 0. */
export function total(...cells: readonly (Cell | undefined)[]): bigint {
  return cells.reduce<bigint>((sum, cell) => sum + (typeof cell === 'bigint' ? cell : 0n), 0n);
}
