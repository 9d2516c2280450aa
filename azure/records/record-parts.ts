import { BadValue } from '../../flows/cell';
import { RejectCode } from '../../flows/rejects';
import { shownValue } from '../../flows/shown';
import { END_MILLIS, FIRST_MILLIS } from '../../flows/time-bounds';
import { badRecord } from './blob-record';
import type { BrokenGroup, JsonObject } from './record-types';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const MAC = /^[0-9a-f]{12}$/;

/** Time of a record in milliseconds since 1970; null if the record has none. */
export function loggedTimeOf({ time }: JsonObject): bigint | null | BadValue {
  if (time === undefined || time === null) return null;
  const millis = typeof time === 'string' && TIME.test(time) ? Date.parse(time) : Number.NaN;
  if (millis >= Number(FIRST_MILLIS) && millis < Number(END_MILLIS)) return BigInt(millis);
  return new BadValue(
    RejectCode.IMPOSSIBLE_TIME,
    `time: expected a time between 2014 and 2100 such as 2026-01-31T09:00:52.5625085Z, received ${shownValue(time)}`,
  );
}

/** A string with lone surrogates replaced, which JSON allows; undefined for other values. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? Buffer.from(value).toString('utf8') : undefined;
}

/** A resource id in lower case and without double slashes, since Azure writes the same id in several ways. */
export function idOf(value: unknown): string | undefined {
  return textOf(value)
    ?.toLowerCase()
    .replace(/\/{2,}/g, '/');
}

/** A MAC address as `00:0d:3a:11:22:33`. Other text is returned unchanged. */
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

/**
 * The array under a key of an object, or a broken group. A sole object, or a sole tuple, is an array of one element:
 * forwarders such as Logstash split arrays into events.
 */
export function listIn(value: unknown, name: string): readonly unknown[] | BrokenGroup {
  const list = isObject(value) ? value[name] : undefined;
  if (Array.isArray(list)) return list;
  const isSole = isObject(list) || (typeof list === 'string' && name === 'flowTuples');
  return isSole ? [list] : { problem: badRecord(`has no array "${name}" where one is expected`), raw: value };
}

/** Whether `listIn` found an array. */
export function isList(value: readonly unknown[] | BrokenGroup): value is readonly unknown[] {
  return Array.isArray(value);
}
