/** A value that an artifact contains, or that is known to be absent (`undefined`). */
export interface Known<T> {
  readonly known: true;
  readonly value: T;
  /** The property of the resource, by its name in the artifact: `Properties.LogFormat`, `log_format`. */
  readonly at?: string;
}

/** A value that is known only after deployment: a parameter, an import or a computed attribute. */
export interface Unknown {
  readonly known: false;
  /** Why, as the end of a sentence: `it is the parameter FormatParameter`. */
  readonly reason: string;
  readonly at?: string;
}

/** A value in an artifact. Rules never fail on an unknown value. */
export type Value<T> = Known<T> | Unknown;

export function known<T>(value: T, at?: string): Known<T> {
  return { known: true, value, ...(at !== undefined && { at }) };
}

export function unknown(reason: string, at?: string): Unknown {
  return { known: false, reason, ...(at !== undefined && { at }) };
}

/** Applies a function to a known value. An unknown value stays unknown. */
export function mapValue<T, U>(value: Value<T>, change: (value: T) => U): Value<U> {
  return value.known ? known(change(value.value), value.at) : value;
}

/** Returns a known value, or a substitute for an unknown one. */
export function valueOr<T, U>(value: Value<T>, otherwise: U): T | U {
  return value.known ? value.value : otherwise;
}
