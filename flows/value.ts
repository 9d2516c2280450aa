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
  /** A property of a destination outside the app, which a standard can attest. */
  EXTERNAL_DESTINATION = 'external-destination',
  /** The deployment fails: a required property is not set. */
  NOT_SET = 'not-set',
  /** The deployment fails: it refers to something that nothing declares. */
  UNRESOLVABLE = 'unresolvable',
  /** The deployment fails: properties are set of which the cloud accepts only one. */
  CONFLICT = 'conflict',
  /** The deployment fails: the cloud accepts no value with the known parts of the text. */
  INVALID = 'invalid',
}

/** A value that is known only after deployment: a parameter, an import or a computed attribute. */
export interface Unknown<T = unknown> {
  readonly known: false;
  /** Why, as the end of a sentence: `it is the parameter FormatParameter`. */
  readonly reason: string;
  readonly at?: string;
  /** @default UnknownCause.DEPLOYMENT */
  readonly cause?: UnknownCause;
  /**
   * All values that it can have, if they are known: those of both branches of a condition, or the allowed values of a
   * parameter. A rule with the same result for each of them is decided.
   *
   * @default - it can have any value
   */
  readonly candidates?: readonly T[];
}

/** A value in an artifact. Rules never fail on an unknown value, unless they fail on each of its candidates. */
export type Value<T> = Known<T> | Unknown<T>;

export function known<T>(value: T, at?: string): Known<T> {
  return { known: true, value, ...(at !== undefined && { at }) };
}

/** A value with the property that sets it. An unknown value keeps the property of its cause. */
export function knownAt<T>(value: Value<T>, at: string): Value<T> {
  return value.known ? known(value.value, value.at ?? at) : value;
}

export function unknown(reason: string, at?: string, cause?: UnknownCause): Unknown<never> {
  return {
    known: false,
    reason,
    ...(at !== undefined && { at }),
    ...(cause !== undefined && { cause }),
  };
}

/**
 * Returns an unknown value for the same reason, at another property: for a value that depends on the unknown one. It has no
 * candidates, because those of the other value are of another kind.
 */
export function unknownAt({ reason, cause, at: ownAt }: Unknown, at = ownAt): Unknown<never> {
  return unknown(reason, at, cause);
}

/** Whether JSON stands for an unknown value, such as the value of a parameter that a parameter file does not state. */
export function isUnknown(json: unknown): json is Unknown {
  const { known: isKnown, reason } = (json ?? {}) as Partial<Unknown>;
  return isKnown === false && typeof reason === 'string';
}

/** Whether a value makes the deployment fail: it is missing, contradictory, or refers to nothing. */
export function isRefused(value: Value<unknown>): value is Unknown {
  const { NOT_SET, UNRESOLVABLE, CONFLICT, INVALID } = UnknownCause;
  const causes = [NOT_SET, UNRESOLVABLE, CONFLICT, INVALID];
  return !value.known && value.cause !== undefined && causes.includes(value.cause);
}

/** Returns a value that is one of several; known if all are equal. */
export function oneOf<T>(
  candidates: readonly T[],
  reason: string,
  at?: string,
  cause?: UnknownCause,
): Value<T> {
  const [first] = candidates;
  const isSame = (other: T) => JSON.stringify(other) === JSON.stringify(first);
  if (candidates.length > 0 && candidates.every(isSame)) return known(first as T, at);
  return { ...unknown(reason, at, cause), candidates };
}

/** Applies a function to a known value, or to the candidates of an unknown one. */
export function mapValue<T, U>(value: Value<T>, change: (value: T) => U): Value<U> {
  if (value.known) return known(change(value.value), value.at);
  const { candidates, reason, at, cause } = value;
  return candidates ? oneOf(candidates.map(change), reason, at, cause) : unknownAt(value);
}

/** Returns a known value, or a substitute for an unknown one. */
export function valueOr<T, U>(value: Value<T>, otherwise: U): T | U {
  return value.known ? value.value : otherwise;
}
