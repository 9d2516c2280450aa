import type { DuckDBValue } from '@duckdb/node-api';

const MICROS_PER_MILLI = 1000n;

/** A value of a query result in JSON: a time is ISO 8601 text in UTC, an integer beyond 2^53 is a decimal string. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainRow;

/** A DuckDB struct. */
export interface PlainRow {
  readonly [field: string]: PlainValue;
}

/** Converts a DuckDB value to a plain value without loss of digits. */
export function plainValue(value: DuckDBValue): PlainValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON has no infinity and no NaN
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return exactInteger(value);
  if ('micros' in value && value.constructor.name.startsWith('DuckDBTimestamp')) {
    return isoTime(value.micros) ?? value.toString();
  }
  if ('entries' in value && !Array.isArray(value.entries)) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([name, field]) => [name, plainValue(field)]),
    );
  }
  if ('items' in value) return value.items.map(plainValue);
  if ('scale' in value && value.scale === 0) return exactInteger(value.value);
  return value.toString();
}

/** The text of a value in one cell; the text of null is empty. */
export function cellText(value: PlainValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function exactInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** Returns undefined for times outside of the calendar, such as infinity. */
function isoTime(micros: bigint): string | undefined {
  const rest = ((micros % MICROS_PER_MILLI) + MICROS_PER_MILLI) % MICROS_PER_MILLI;
  const time = new Date(Number((micros - rest) / MICROS_PER_MILLI));
  if (Number.isNaN(time.getTime())) return undefined;
  const digits = rest === 0n ? '' : String(rest).padStart(3, '0');
  return time.toISOString().replace('Z', `${digits}Z`);
}
