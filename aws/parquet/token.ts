import { flowColumn } from '../../flows/columns';
import type { ParquetValue } from '../../flows/parquet/read/column-type';
import { END_MILLIS } from '../../flows/time-bounds';
import { FIELDS_BY_NAME } from '../fields';
import { NULL_SIGN } from '../text/record';

/** What a value is as a token of a text record. Bytes are text that is not valid UTF-8. */
export type TokenOf = (value: ParquetValue) => string | Uint8Array;

/** What pandas leaves where it had no value. */
const PANDAS_NULLS = new Set(['None', 'nan', 'NaN', 'NaT', '<NA>']);

/** Fields whose values people choose: one may well be `None`. */
const CHOSEN_NAMES = new Set(['ecs-cluster-name', 'ecs-service-name']);

const ACCOUNT_ID_DIGITS = 12;

/**
 * How the values of a column become tokens, by the name of its field: the same reader then reads them as those of a
 * text.
 */
export function tokenOf(name: string): TokenOf {
  const field = FIELDS_BY_NAME.get(name);
  if (!field) return (value) => token(value);
  const isTime = flowColumn(field.column).kind === 'time';
  const isAccountId = name.endsWith('account-id');
  const isChosen = field.holdsTag || CHOSEN_NAMES.has(name);
  return (value) => {
    if (typeof value === 'string') return !isChosen && PANDAS_NULLS.has(value) ? NULL_SIGN : token(value);
    // an account id that was kept as a number has lost the zeros it began with
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

/** Times near 1970 would be taken for seconds: they are shown as what they are, and are rejected. */
function millis(value: Date): string {
  return value.getTime() >= FIRST_UNMISTAKABLE ? String(value.getTime()) : time(value);
}

/** The least number of milliseconds that is no possible time in seconds; it is a day of February 1970. */
const FIRST_UNMISTAKABLE = Number(END_MILLIS / 1000n);

function time(value: Date): string {
  return Number.isNaN(value.getTime()) ? 'no time' : value.toISOString();
}
