import { isDay } from '../../day';
import { didYouMean } from '../../did-you-mean';
import { invalidValue } from './filter-error';
import type { PortRange } from './filter-values';
import { type IpNetwork, parseNetwork } from './ip-network';
import type { QuestionFilter } from './question-filter';

export const CLOUDS: readonly string[] = ['aws', 'azure'];

const MILLIS_PER_DAY = 86_400_000;
const MILLIS_PER_UNIT: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: MILLIS_PER_DAY,
  w: 7 * MILLIS_PER_DAY,
};
const BYTES_PER_UNIT: Readonly<Record<string, bigint>> = {
  '': 1n,
  kb: 10n ** 3n,
  mb: 10n ** 6n,
  gb: 10n ** 9n,
  tb: 10n ** 12n,
};
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/i;
const MAX_PORT = 65_535;
const MAX_ROWS = 2_147_483_647;
/** The largest number of 18 digits fits into every counter of the table. */
const MAX_BYTE_DIGITS = 18;

/**
 * Parses a date or a time in UTC. A time without an offset is in UTC.
 *
 * @param isEnd - whether a date stands for the end of its day, and not for the start
 */
export function parseTime(filter: QuestionFilter, text: string, isEnd: boolean): Date {
  if (isDay(text)) return new Date(Date.parse(text) + (isEnd ? MILLIS_PER_DAY : 0));
  const [, day = '', time, seconds = ':00', offset = 'Z'] = TIME.exec(text) ?? [];
  const millis = isDay(day) ? Date.parse(`${day}T${time}${seconds}${offset.toUpperCase()}`) : Number.NaN;
  if (Number.isNaN(millis)) throw invalidValue(filter, text, 'is not a date or a time in ISO 8601');
  return new Date(millis);
}

/** Parses a duration to milliseconds. */
export function parseDuration(filter: QuestionFilter, text: string): number {
  const [, count = '0', unit = ''] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  const millis = Number(count) * (MILLIS_PER_UNIT[unit] ?? 0);
  if (millis > 0) return millis;
  throw invalidValue(filter, text, 'is not a whole number with m, h, d or w (minutes, hours, days, weeks)');
}

export function parseCloud(filter: QuestionFilter, text: string): string {
  const name = text.toLowerCase();
  if (CLOUDS.includes(name)) return name;
  const near = didYouMean(name, CLOUDS);
  const hint = near ? `. Did you mean ${near}?` : '';
  throw invalidValue(filter, text, `is not a cloud: the clouds are ${CLOUDS.join(' and ')}${hint}`);
}

/** Parses an address or a network. */
export function parseAddress(filter: QuestionFilter, text: string): IpNetwork {
  const parsed = parseNetwork(text);
  if (typeof parsed === 'string') throw invalidValue(filter, text, parsed);
  return parsed;
}

export function parsePorts(filter: QuestionFilter, text: string): PortRange {
  const [, start, end = start] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const first = Number(start);
  const last = Number(end);
  if (start === undefined || last > MAX_PORT || first > MAX_PORT) {
    throw invalidValue(filter, text, `is not a port from 0 to ${MAX_PORT}, or a range such as 8000-8999`);
  }
  if (first > last) throw invalidValue(filter, text, `starts after its end; the range is ${last}-${first}`);
  return { first, last };
}

export function parseCount(filter: QuestionFilter, text: string): number {
  const count = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MAX_ROWS) return count;
  throw invalidValue(filter, text, `is not a whole number from 1 to ${MAX_ROWS}`);
}

export function parseBytes(filter: QuestionFilter, text: string): bigint {
  const [, digits, unit = ''] = /^(\d+) ?([kmgt]b)?$/i.exec(text) ?? [];
  if (digits !== undefined && digits.length <= MAX_BYTE_DIGITS) {
    return BigInt(digits) * (BYTES_PER_UNIT[unit.toLowerCase()] as bigint);
  }
  throw invalidValue(filter, text, 'is not a whole number of bytes, or of kB, MB, GB or TB');
}
