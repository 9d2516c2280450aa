import type { DuckDBValue } from '@duckdb/node-api';

const MICROS_PER_MILLI = 1000n;

/** A value of a query's answer as JSON has it: times in ISO 8601 UTC; integers past 2^53 as decimal strings. */
export type PlainValue = string | number | boolean | null;

/** Turns a value of DuckDB into a plain one, without losing a digit. */
export function plainValue(value: DuckDBValue): PlainValue {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    typeof value === 'number'
  ) {
    return value;
  }
  if (typeof value === 'bigint') return exactInteger(value);
  if ('micros' in value && value.constructor.name.startsWith('DuckDBTimestamp')) return isoTime(value.micros);
  if ('scale' in value && value.scale === 0) return exactInteger(value.value);
  return value.toString();
}

function exactInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function isoTime(micros: bigint): string {
  return new Date(Number(micros / MICROS_PER_MILLI)).toISOString();
}
