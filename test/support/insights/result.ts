import type { Comparable, Result } from '../result';
import { numberOf, type Row, type Value } from './values';

/** Columns of 1 and 0, of identifiers, and of times. */
const FLAGS = new Set(['reached', 'answered']);
const TEXTS = new Set(['account_id']);
const TIMES = new Set(['hour', 'first_seen', 'last_seen']);

/**
 * Returns rows as the result of another engine has them: numbers for texts of digits, null for a hyphen, truth values for
 * flags, and the cloud.
 */
export function resultOf(rows: readonly Row[], columns: readonly string[] = []): Result {
  const found = [...(rows[0]?.keys() ?? [])];
  const missing = columns.filter((column) => !found.includes(column) && column !== 'cloud');
  return {
    columns: ['cloud', ...found, ...missing],
    rows: rows.map((row) => [
      'aws',
      ...found.map((name) => comparable(name, row.get(name) ?? null)),
      ...missing.map(() => null),
    ]),
  };
}

function comparable(name: string, value: Value): Comparable {
  if (value === '-' || value === null) return null;
  if (FLAGS.has(name)) return value === 1;
  if (TEXTS.has(name)) return String(value);
  if (TIMES.has(name)) return new Date(value as number).toISOString().replace('.000Z', 'Z');
  const number = numberOf(value);
  if (number === null) return value;
  return Number.isInteger(number) ? BigInt(number) : number;
}
