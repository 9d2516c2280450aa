import { TokenCheck } from '../shared/token-check';
import { addressVersion, NO_ADDRESS } from './address';
import { Column } from './column';
import { wordOf } from './lexicon';
import { NO_NUMBER, numberOf } from './numbers';

const ACCOUNT_DIGITS: i32 = 12;
const MAX_REGION_LENGTH: i32 = 32;
const MILLIS_PER_SECOND: i64 = 1000;
export const MILLIS_PER_DAY: i64 = 86_400_000;

/** Valid times are in this range of milliseconds since 1970. The caller sets it before the first use. */
let firstMillis: i64 = 0;
let endMillis: i64 = 0;

export function setTimeBounds(first: i64, end: i64): void {
  firstMillis = first;
  endMillis = end;
}

/** The value of the token that was checked last. */
export class Checked {
  static isNull: bool = false;
  static value: i64 = 0;
  /** Address of the text in the file; 0 if the file has the token itself. */
  static text: usize = 0;
  static textLength: i32 = 0;
  static attribute: u32 = 0;

  static reset(): void {
    Checked.isNull = false;
    Checked.value = 0;
    Checked.text = 0;
    Checked.attribute = 0;
  }
}

/**
 * Whether a token is valid in a column; its value is then in `Checked`. Doubtful tokens are invalid: the reference
 * reader decides on them.
 *
 * @param trusted whether the reference reader has accepted the token already
 */
export function checked(column: Column, token: usize, length: i32, trusted: bool): bool {
  Checked.reset();
  const word = wordOf(column, token, length);
  if (word) {
    Checked.text = word.text;
    Checked.textLength = word.textLength;
    Checked.value = word.value;
    Checked.attribute = word.attribute;
    return true;
  }
  switch (column.check) {
    case TokenCheck.ADDRESS:
      Checked.attribute = addressVersion(token, length);
      if (Checked.attribute === NO_ADDRESS && trusted) Checked.attribute = versionOfTrusted(token, length);
      return Checked.attribute !== NO_ADDRESS;
    case TokenCheck.TIME:
      return isTime(token, length);
    case TokenCheck.NUMBER:
      return isNumber(column, token, length);
    case TokenCheck.REGION:
      return trusted || isRegion(token, length);
    case TokenCheck.ACCOUNT:
      Checked.isNull = !isAccount(token, length);
      return true;
    case TokenCheck.WORD:
      return trusted;
    default:
      return true;
  }
}

/** Rare notations exist for IPv6 only. */
function versionOfTrusted(token: usize, length: i32): u32 {
  for (let at = 0; at < length; at++) if (load<u8>(token + <usize>at) === 0x3a) return 2;
  return 1;
}

/** Accepts seconds and milliseconds. The attribute is the number of the day. */
function isTime(token: usize, length: i32): bool {
  const millis = millisOf(numberOf(token, length));
  if (millis === NO_NUMBER) return false;
  Checked.value = millis;
  Checked.attribute = <u32>(millis / MILLIS_PER_DAY);
  return true;
}

/** The time of a number of seconds or milliseconds, in milliseconds; NO_NUMBER if the time is out of range. */
export function millisOf(number: i64): i64 {
  if (number < 0 || number >= endMillis) return NO_NUMBER;
  const seconds = number * MILLIS_PER_SECOND;
  const millis = seconds < endMillis ? seconds : number;
  return millis < firstMillis || millis >= endMillis ? NO_NUMBER : millis;
}

function isNumber(column: Column, token: usize, length: i32): bool {
  const number = numberOf(token, length);
  if (number === NO_NUMBER || <u64>number > column.max) return false;
  Checked.value = number;
  const table = column.attributeByLowByte;
  if (table !== 0) Checked.attribute = load<u8>(table + <usize>(<u64>number & 0xff));
  return true;
}

/** Whether a token consists of lower-case letters, digits and hyphens. */
function isRegion(token: usize, length: i32): bool {
  if (length > MAX_REGION_LENGTH) return false;
  for (let at = 0; at < length; at++) {
    const byte = <u32>load<u8>(token + <usize>at);
    if (byte - 0x61 > 25 && byte - 0x30 > 9 && byte !== 0x2d) return false;
  }
  return true;
}

function isAccount(token: usize, length: i32): bool {
  if (length !== ACCOUNT_DIGITS) return false;
  return numberOf(token, length) !== NO_NUMBER;
}
