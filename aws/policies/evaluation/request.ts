import type { PartialText } from '../../../flows/partial-text';

/** One value or several. */
export type OneOrMore<T> = T | readonly T[];

/** A key with one of several values; `undefined` if the request can lack the key. */
export interface OneOf {
  readonly oneOf: readonly (OneOrMore<PartialText> | undefined)[];
}

/** What is known of a request, by condition key. A list is the value of a multivalued key. */
export type RequestContext = Readonly<Record<string, OneOrMore<PartialText> | OneOf>>;

/** A request. */
export interface PolicyRequest {
  /** Name of a service, or ARN of a role or user; undefined for a policy of the principal itself. */
  readonly principal?: PartialText;
  readonly action: string;
  /** ARN; undefined for a trust policy, whose resource is the role. */
  readonly resource?: PartialText;
  readonly context?: RequestContext;
  /**
   * Returns whether a request can have a key that `context` does not contain.
   *
   * @default - the request has no other keys
   */
  readonly canHave?: (key: string) => boolean;
}

/** Returns the possible values of a condition key. The names of keys are the same in lower and upper case. */
export function possibleValues(
  key: string,
  { context = {}, canHave }: Pick<PolicyRequest, 'context' | 'canHave'>,
): readonly (OneOrMore<PartialText> | undefined)[] {
  const name = key.toLowerCase();
  const found = Object.entries(context).find(([known]) => known.toLowerCase() === name);
  if (!found) return canHave?.(name) ? [undefined, ANY_VALUE] : [undefined];
  const [, value] = found;
  return typeof value === 'object' && 'oneOf' in value ? value.oneOf : [value];
}

const ANY_VALUE: PartialText = { parts: [{ known: false, reason: 'AWS does not document the value' }] };
