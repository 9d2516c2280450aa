import { flowColumn } from '../../flows/columns';
import type { ParquetValue } from '../../flows/parquet/read/column-type';
import { END_MILLIS } from '../../flows/time-bounds';
import { FIELDS_BY_NAME } from '../fields';
import { NULL_SIGN } from '../text/record';

/** Converts a Parquet value to a token of a text record. Returns bytes if the text is not valid UTF-8. */
export type TokenOf = (value: ParquetValue) => string | Uint8Array;

/** Texts that pandas writes in place of a missing value. */
const PANDAS_NULLS = new Set(['None', 'nan', 'NaN', 'NaT', '<NA>']);

/** Fields whose values users choose. `None` is a valid value for them. */
const CHOSEN_NAMES = new Set(['ecs-cluster-name', 'ecs-service-name']);

const ACCOUNT_ID_DIGITS = 12;

/** Returns the conversion for the values of a field. The record reader then reads the tokens like those of a text file. */
export function tokenOf(name: string): TokenOf {
  const field = FIELDS_BY_NAME.get(name);
  if (!field) return (value) => token(value);
  const isTime = flowColumn(field.column).kind === 'time';
  const isAccountId = name.endsWith('account-id');
  const isChosen = field.holdsTag || CHOSEN_NAMES.has(name);
  return (value) => {
    if (typeof value === 'string') return !isChosen && PANDAS_NULLS.has(value) ? NULL_SIGN : token(value);
    // an account id that was stored as a number has lost its leading zeros
    if (isAccountId && value !== null) return padded(token(value));
    return value instanceof Date && isTime ? millis(value) : token(value);
  };
}

function token(value: ParquetValue): string | Uint8Array {
  if (value === null || value === '') return NULL_SIGN;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return time(value);
  if (typeof value !== 'number') return String(value);
  if (Number.isNaN(value)) return NULL_SIGN;
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}

function padded(text: string | Uint8Array): string | Uint8Array {
  return typeof text === 'string' && /^\d+$/.test(text) ? text.padStart(ACCOUNT_ID_DIGITS, '0') : text;
}

/** Milliseconds near 1970 look like seconds, so such a time becomes ISO text, which the record reader rejects. */
function millis(value: Date): string {
  return value.getTime() >= FIRST_UNAMBIGUOUS ? String(value.getTime()) : time(value);
}

/** First number of milliseconds that is too large for a time in seconds: a day in February 1970. */
const FIRST_UNAMBIGUOUS = Number(END_MILLIS / 1000n);

function time(value: Date): string {
  return Number.isNaN(value.getTime()) ? 'invalid time' : value.toISOString();
}
