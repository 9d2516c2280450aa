import { isIP } from 'node:net';
import type { Column, Value } from './columns';
import { RejectCode } from './rejects';
import { shown } from './shown';
import { END_MILLIS, FIRST_MILLIS } from './time-bounds';

/** A problem of a value. */
export class BadValue {
  constructor(
    readonly code: RejectCode,
    readonly detail: string,
  ) {}
}

/** Parses the text of a field into the value of its column. The text is never the null sign `-`. */
export type CellReader = (text: string) => Value | BadValue;

const DIGITS = /^[0-9]+$/;
const REGION = /^[a-z0-9-]{1,32}$/;
const MILLIS_PER_SECOND = 1000n;

/** Returns the parser of a column. It accepts only what the kind of the column allows. */
export function cellReader(column: Column): CellReader {
  switch (column.kind) {
    case 'word':
      return wordReader(column);
    case 'address':
      return readAddress;
    case 'time':
      return readTime;
    case 'region':
      return readRegion;
    case 'text':
    case 'json':
      return (text) => text;
    default:
      return column.type === 'int64' ? int64Reader(column) : int32Reader(column);
  }
}

function int64Reader({ max = 0n }: Column): CellReader {
  return (text) => {
    if (!DIGITS.test(text)) return notANumber(text);
    const value = BigInt(text);
    return value > max ? outOfRange(text, max) : value;
  };
}

function int32Reader({ max = 0n }: Column): CellReader {
  const limit = Number(max);
  return (text) => {
    if (!DIGITS.test(text)) return notANumber(text);
    const value = Number(text);
    return value > limit ? outOfRange(text, max) : value;
  };
}

/** Flow logs have most words in upper case and directions in lower case. The table has lower case only. */
function wordReader({ words = [] }: Column): CellReader {
  const known = new Map(
    [...words, ...words.map((word) => word.toUpperCase())].map((word) => [word, word.toLowerCase()]),
  );
  return (text) =>
    known.get(text) ?? new BadValue(RejectCode.UNKNOWN_WORD, `${shown(text)} is none of ${words.join(', ')}`);
}

function readAddress(text: string): string | BadValue {
  if (isIP(text) !== 0 && !text.includes('%')) return text;
  return new BadValue(RejectCode.IMPOSSIBLE_ADDRESS, `${shown(text)} is not a valid IPv4 or IPv6 address`);
}

function readRegion(text: string): string | BadValue {
  if (REGION.test(text)) return text;
  return new BadValue(RejectCode.IMPOSSIBLE_REGION, `${shown(text)} is not a valid region name`);
}

/** Accepts seconds, as AWS documents them, and milliseconds, as some pipelines rewrite them. The bounds never overlap. */
function readTime(text: string): bigint | BadValue {
  if (!DIGITS.test(text)) return notANumber(text);
  const number = BigInt(text);
  for (const millis of [number * MILLIS_PER_SECOND, number]) {
    if (millis >= FIRST_MILLIS && millis < END_MILLIS) return millis;
  }
  return new BadValue(
    RejectCode.IMPOSSIBLE_TIME,
    `${shown(text)} is not a time between 2014 and 2100 in seconds or milliseconds`,
  );
}

function notANumber(text: string): BadValue {
  return new BadValue(RejectCode.NOT_A_NUMBER, `${shown(text)} is not a whole number`);
}

function outOfRange(text: string, max: bigint): BadValue {
  return new BadValue(RejectCode.OUT_OF_RANGE, `${shown(text)} is above ${max}`);
}
