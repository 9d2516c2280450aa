/** A value that an artifact contains, or that is known to be absent (`undefined`). */
export interface Known<T> {
  readonly known: true;
  readonly value: T;
  /** The property of the resource, by its name in the artifact: `Properties.LogFormat`, `log_format`. */
  readonly at?: string;
}

/** Kinds of causes of unknown values. Rules and advice depend on the kind, never on the text of a reason. */
export enum UnknownCause {
  /** Only the deployment determines it: a computed attribute, a generated name, an expression. */
  DEPLOYMENT = 'deployment',
  /** An input of the artifact has no value: a parameter, a variable. */
  INPUT = 'input',
  /** It depends on a condition with an unknown result. */
  CONDITION = 'condition',
  /** The artifacts do not declare the resource or the export that determines it. */
  EXTERNAL = 'external',
  /** The deployment fails: a required property is not set. */
  NOT_SET = 'not-set',
  /** The deployment fails: it refers to something that nothing declares. */
  UNRESOLVABLE = 'unresolvable',
  /** The deployment fails: properties are set of which the cloud accepts only one. */
  CONFLICT = 'conflict',
}

/** A value that is known only after deployment: a parameter, an import or a computed attribute. */
export interface Unknown {
  readonly known: false;
  /** Why, as the end of a sentence: `it is the parameter FormatParameter`. */
  readonly reason: string;
  readonly at?: string;
  /** @default UnknownCause.DEPLOYMENT */
  readonly cause?: UnknownCause;
}

/** A value in an artifact. Rules never fail on an unknown value. */
export type Value<T> = Known<T> | Unknown;

export function known<T>(value: T, at?: string): Known<T> {
  return { known: true, value, ...(at !== undefined && { at }) };
}

export function unknown(reason: string, at?: string, cause?: UnknownCause): Unknown {
  return {
    known: false,
    reason,
    ...(at !== undefined && { at }),
    ...(cause !== undefined && { cause }),
  };
}

/** Returns an unknown value at another property. Its reason and its cause stay. */
export function unknownAt(value: Unknown, at?: string): Unknown {
  return { ...value, ...(at !== undefined && { at }) };
}

/** Whether a value makes the deployment fail: it is missing, contradictory, or refers to nothing. */
export function isRefused(value: Value<unknown>): value is Unknown {
  const { NOT_SET, UNRESOLVABLE, CONFLICT } = UnknownCause;
  return !value.known && value.cause !== undefined && [NOT_SET, UNRESOLVABLE, CONFLICT].includes(value.cause);
}

/** Applies a function to a known value. An unknown value stays unknown. */
export function mapValue<T, U>(value: Value<T>, change: (value: T) => U): Value<U> {
  return value.known ? known(change(value.value), value.at) : value;
}

/** Returns a known value, or a substitute for an unknown one. */
export function valueOr<T, U>(value: Value<T>, otherwise: U): T | U {
  return value.known ? value.value : otherwise;
}
