import { BadValue } from '../../flows/cell';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';
import { idOf, loggedTimeOf, macOf, textOf } from './record-parts';
import type { JsonObject } from './record-types';

/** Control characters of ASCII. The reader of AWS records rejects them as well. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it finds control characters
const CONTROL_CHARACTER = /[\0-\x1f\x7f]/;

/**
 * Reads the values of a record beside its tuples. A value of another type than expected is null: the tuples of the record
 * remain readable. A control character in a text rejects the tuples that the text belongs to.
 */
export class Metadata {
  constructor(
    /** Names of the fields with an invalid value. */
    readonly invalid: string[] = [],
    /** The first text with a control character. */
    public problem?: BadValue,
  ) {}

  /** Metadata of a part of the record. A problem in it does not concern other parts. */
  inner(): Metadata {
    return new Metadata(this.invalid, this.problem);
  }

  /** Time of the record in milliseconds since 1970. */
  time(record: JsonObject): bigint | null {
    const time = loggedTimeOf(record);
    if (!(time instanceof BadValue)) return time;
    this.invalid.push('time');
    return null;
  }

  /** The text of the first of some keys that has a value. */
  text(object: JsonObject, ...keys: readonly [string, ...string[]]): string | undefined {
    const key = keys.find((name) => (object[name] ?? undefined) !== undefined);
    if (key === undefined) return undefined;
    const value = object[key];
    const text = textOf(value);
    if (text === undefined) this.invalid.push(key);
    else if (CONTROL_CHARACTER.test(text)) {
      const detail = `${key}: ${shown(text)} contains a control character`;
      this.problem ??= new BadValue(RejectCode.CONTROL_CHARACTER, detail);
      return undefined;
    }
    return text;
  }

  /** A resource id. */
  id(object: JsonObject, ...keys: readonly [string, ...string[]]): string | undefined {
    return idOf(this.text(object, ...keys));
  }

  mac(object: JsonObject, ...keys: readonly [string, ...string[]]): string | null {
    return macOf(this.text(object, ...keys));
  }
}
