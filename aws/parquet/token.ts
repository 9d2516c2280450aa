import { flowColumn } from '../../flows/columns';
import type { ParquetValue } from '../../flows/parquet/read/column-type';
import type { TokenFormat } from '../../flows/parquet/tokens/token-format';
import { END_MILLIS } from '../../flows/time-bounds';
import { FIELDS_BY_NAME } from '../fields';
import { NULL_SIGN } from '../text/record';

/** Texts that pandas writes in place of a missing value. */
const PANDAS_NULLS = new Set(['None', 'nan', 'NaN', 'NaT', '<NA>']);

/** Fields whose values users choose. `None` is a valid value for them. */
const CHOSEN_NAMES = new Set(['ecs-cluster-name', 'ecs-service-name']);

const ACCOUNT_ID_DIGITS = 12;

const NO_TEXTS: ReadonlySet<string> = new Set();

/** Returns the conversion for the values of a field. The record reader then reads the tokens like those of a text file. */
export function tokenFormat(name: string): TokenFormat {
  const field = FIELDS_BY_NAME.get(name);
  if (!field) return { tokenOf: token, nullTexts: NO_TEXTS, hasPlainDigits: true };
  const isTime = flowColumn(field.column).kind === 'time';
  const isAccountId = name.endsWith('account-id');
  const nullTexts = field.holdsTag || CHOSEN_NAMES.has(name) ? NO_TEXTS : PANDAS_NULLS;
  const tokenOf: TokenFormat['tokenOf'] = (value) => {
    if (typeof value === 'string') return nullTexts.has(value) ? NULL_SIGN : token(value);
    // an account id that was stored as a number has lost its leading zeros
    if (isAccountId && value !== null) return padded(token(value));
    return value instanceof Date && isTime ? millis(value) : token(value);
  };
  return { tokenOf, nullTexts, hasPlainDigits: !isAccountId };
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
