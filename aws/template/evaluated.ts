import type { Formula } from '../../flows/formula';
import { UnknownCause } from '../../flows/value';
import type { TemplateResource, TemplateStack } from './template-stack';

/** A resource and its stack. */
export interface StackResource {
  readonly stack: TemplateStack;
  readonly resource: TemplateResource;
}

/** The value of a removed property: `AWS::NoValue`. */
export const ABSENT = Symbol('AWS::NoValue');

/** A part of a text that CloudFormation determines during deployment. */
export interface Hole {
  readonly kind: 'hole';
  /** Why it is unknown, as the end of a sentence. */
  readonly reason: string;
  readonly cause: UnknownCause;
  /** Holes with equal ids have equal values: a parameter, the account of a stack. */
  readonly id?: string;
  /**
   * The text for IAM policies, with `*` for the unknown part.
   *
   * @default '*'
   */
  readonly pattern?: string;
  /** Whether its value contains neither `:` nor `/`, such as a region. */
  readonly isAtomic?: boolean;
}

/** An attribute of a resource of the app. */
export interface ResourceAttribute extends StackResource {
  readonly kind: 'attribute';
  /** `Ref` for the value of the function Ref, `name` for the generated name in an ARN, or the name of an attribute. */
  readonly attribute: string;
}

export type TextPart = string | Hole | ResourceAttribute;

/** A text of which at least one part is unknown before deployment, or a single value of an unknown type. */
export class PartialValue {
  constructor(readonly parts: readonly TextPart[]) {}
}

/** A possible value, and when it applies. */
export interface Option {
  readonly when: Formula;
  readonly value: Evaluated;
}

/** A value that is one of several, depending on conditions and parameters. */
export class Choice {
  constructor(
    readonly reason: string,
    readonly cause: UnknownCause,
    readonly options: readonly Option[],
  ) {}
}

export type Scalar = string | number | boolean;

/** The result of an expression of a template before deployment. */
export type Evaluated =
  | Scalar
  | typeof ABSENT
  | PartialValue
  | Choice
  | readonly Evaluated[]
  | { readonly [name: string]: Evaluated };

/** Where a value is evaluated. */
export interface Scope {
  readonly stack: TemplateStack;
  /** What is true where the value applies: the condition of its resource. */
  readonly given: Formula;
}

/** Maximum length of a text, in characters. Hostile templates double a text with each output. */
const LONGEST_TEXT = 100_000;

/** Returns a value that is unknown. */
export function hole(
  reason: string,
  cause = UnknownCause.DEPLOYMENT,
  more: Partial<Hole> = {},
): PartialValue {
  return new PartialValue([{ kind: 'hole', reason, cause, ...more }]);
}

export function isScalar(value: Evaluated): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function isList(value: Evaluated): value is readonly Evaluated[] {
  return Array.isArray(value);
}

export function isObject(value: Evaluated): value is { readonly [name: string]: Evaluated } {
  return (
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof PartialValue) &&
    !(value instanceof Choice)
  );
}

/** The items of a list that are not removed. */
export function present(items: readonly Evaluated[]): Evaluated[] {
  return items.filter((item) => item !== ABSENT);
}

/** Concatenates parts. The result is a text if all parts are known. */
export function textOf(parts: readonly TextPart[]): string | PartialValue {
  const joined: TextPart[] = [];
  let length = 0;
  for (const part of parts) {
    const last = joined.at(-1);
    length += typeof part === 'string' ? part.length : 1;
    if (length > LONGEST_TEXT)
      return hole(`it has more than ${LONGEST_TEXT} characters`, UnknownCause.DEPLOYMENT);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  if (joined.length === 0) return '';
  const [first] = joined;
  return joined.length === 1 && typeof first === 'string' ? first : new PartialValue(joined);
}
