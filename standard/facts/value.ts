/** A value that stands in an artifact, or is known to be absent (`undefined`, for types that allow it). */
export interface Known<T> {
  readonly known: true;
  readonly value: T;
  /** Where it stands below its resource, in the artifact's own words: `Properties.LogFormat`, `log_format`. */
  readonly at?: string;
}

/** A value that only a deployment will tell: a parameter, an import of another app, a computed attribute. */
export interface Unknown {
  readonly known: false;
  /** Why, as the end of a sentence: `it is the parameter FormatParameter`. */
  readonly reason: string;
  readonly at?: string;
}

/** What an artifact says of one thing. No rule fails on what is not known. */
export type Value<T> = Known<T> | Unknown;

export function known<T>(value: T, at?: string): Known<T> {
  return { known: true, value, ...(at !== undefined && { at }) };
}

export function unknown(reason: string, at?: string): Unknown {
  return { known: false, reason, ...(at !== undefined && { at }) };
}

/** What a value says, by way of a function; what is not known stays so. */
export function mapValue<T, U>(value: Value<T>, change: (value: T) => U): Value<U> {
  return value.known ? known(change(value.value), value.at) : value;
}

/** The value, or what stands for one that is not known. */
export function valueOr<T, U>(value: Value<T>, otherwise: U): T | U {
  return value.known ? value.value : otherwise;
}
