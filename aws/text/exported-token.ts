import { flowColumn } from '../../flows/columns';
import { FIELDS_BY_NAME } from '../fields';
import { NULL_SIGN } from './record';

/** Texts that query engines and pandas write in place of a missing value. */
const NULLS = new Set(['', 'null', 'NULL', 'None', 'nan', 'NaN', 'NaT', '<NA>']);

const ACCOUNT_ID_DIGITS = 12;
const DIGITS = /^\d{1,12}$/;
/** A whole number that pandas wrote as a float, because the column has missing values. */
const WHOLE_FLOAT = /^(\d{1,16})\.0{1,9}$/;
const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?$/;
const MILLIS_PER_SECOND = 1000;
const MILLI_DIGITS = 3;

/** Converts a value that another program exported as text to a token of a record: `-` for null. */
export type ExportedTokenOf = (value: string) => string;

/** Returns the conversion for the values of a field. The token of a value that cannot be converted is the value itself. */
export function exportedTokenOf(name: string): ExportedTokenOf {
  const field = FIELDS_BY_NAME.get(name);
  if (!field || field.holdsTag) return (value) => (value === '' ? NULL_SIGN : value);
  const { kind, type } = flowColumn(field.column);
  const convert = converterOf(name, kind, type);
  return (value) => (NULLS.has(value) ? NULL_SIGN : convert(value));
}

function converterOf(name: string, kind: string, type: string): ExportedTokenOf {
  if (name.endsWith('account-id')) {
    // an account id that a program read as a number has lost its leading zeros
    return (value) => (DIGITS.test(value) ? value.padStart(ACCOUNT_ID_DIGITS, '0') : value);
  }
  if (kind === 'time') return (value) => (TIME.test(value) ? epoch(value) : wholeNumber(value));
  return type === 'string' ? (value) => value : wholeNumber;
}

function wholeNumber(value: string): string {
  return WHOLE_FLOAT.exec(value)?.[1] ?? value;
}

/** Seconds since 1970, or milliseconds if the time has a fraction. A time without a zone is in UTC. */
function epoch(value: string): string {
  const [, day, clock, fraction = '', zone = 'Z'] = TIME.exec(value) as unknown as string[];
  const isExact = /^0*$/.test(fraction.slice(MILLI_DIGITS));
  const millis = Date.parse(
    `${day}T${clock}.${fraction.slice(0, MILLI_DIGITS).padEnd(MILLI_DIGITS, '0')}${zone === 'UTC' ? 'Z' : zone}`,
  );
  if (Number.isNaN(millis) || !isExact) return value;
  return String(millis % MILLIS_PER_SECOND === 0 ? millis / MILLIS_PER_SECOND : millis);
}
