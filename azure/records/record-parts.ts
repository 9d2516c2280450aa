import { BadValue } from '../../flows/cell';
import { RejectCode } from '../../flows/rejects';
import { shownValue } from '../../flows/shown';
import { END_MILLIS, FIRST_MILLIS } from '../../flows/time-bounds';
import { badRecord } from './blob-record';
import type { BrokenGroup, JsonObject } from './record-types';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const MAC = /^[0-9a-f]{12}$/;

/** When a record was written, down to milliseconds; null where it does not say. */
export function loggedTimeOf({ time }: JsonObject): bigint | null | BadValue {
  if (time === undefined) return null;
  const millis = typeof time === 'string' && TIME.test(time) ? Date.parse(time) : Number.NaN;
  if (millis >= Number(FIRST_MILLIS) && millis < Number(END_MILLIS)) return BigInt(millis);
  return new BadValue(
    RejectCode.IMPOSSIBLE_TIME,
    `time: ${shownValue(time)} is no time between 2014 and 2100, such as 2026-01-31T09:00:52.5625085Z`,
  );
}

/** A text, with half characters, which JSON can have, replaced; undefined where there is none. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? Buffer.from(value).toString('utf8') : undefined;
}

/** The id of a resource in small letters: Azure writes one and the same in several ways, with doubled slashes too. */
export function idOf(value: unknown): string | undefined {
  return textOf(value)
    ?.toLowerCase()
    .replace(/\/{2,}/g, '/');
}

/** A MAC address in pairs of small letters with colons; anything else is kept as it is written. */
export function macOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === undefined) return null;
  const digits = text.toLowerCase().replace(/[:-]/g, '');
  return MAC.test(digits) ? (digits.match(/../g) as string[]).join(':') : text;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list that an object has under a name; a broken group if there is none. */
export function listIn(value: unknown, name: string): readonly unknown[] | BrokenGroup {
  const list = isObject(value) ? value[name] : undefined;
  return Array.isArray(list)
    ? list
    : { problem: badRecord(`has no list ${name} where one should be`), raw: value };
}

/** Whether a list was there. */
export function isList(value: readonly unknown[] | BrokenGroup): value is readonly unknown[] {
  return Array.isArray(value);
}
