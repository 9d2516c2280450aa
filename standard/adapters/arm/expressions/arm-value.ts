import type { Formula } from '../../../../flows/formula';
import { UnknownCause } from '../../../../flows/value';

/** A value of a template: JSON, in which some parts are unresolved. */
export type ArmValue =
  | string
  | number
  | boolean
  | null
  | readonly ArmValue[]
  | { readonly [name: string]: ArmValue }
  | Unresolved
  | DeployedObject;

/**
 * A value that is known only during the deployment. Its text is the canonical expression, so two unresolved values with
 * an equal text are equal.
 */
export class Unresolved {
  /**
   * The formula of a condition.
   *
   * @default - the value is not the result of a logical function
   */
  readonly formula?: Formula;
  /**
   * Canonical texts of all values that it can have.
   *
   * @default - any value
   */
  readonly domain?: readonly string[];

  constructor(
    /** `resourceGroup().location`. */
    readonly text: string,
    /** Why it is unknown, as the end of a sentence. */
    readonly reason = `it is ${shortened(text)}, which is known only during the deployment`,
    readonly cause = UnknownCause.DEPLOYMENT,
    { formula, domain }: Pick<Unresolved, 'formula' | 'domain'> = {},
  ) {
    if (formula !== undefined) this.formula = formula;
    if (domain !== undefined) this.domain = domain;
  }
}

/** A resource that an expression references. Its members are read when the expression needs them. */
export abstract class DeployedObject {
  /** The expression, for messages and comparisons. */
  abstract readonly text: string;
  abstract member(name: string): ArmValue;
}

/** Marks that enclose the expression of an unresolved part of a string. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const MARKED = new RegExp(`${OPEN}([^${OPEN}${CLOSE}]*)${CLOSE}`, 'g');
/** The same with its marks, to split a text at it. */
const SEPARATED = new RegExp(`(${OPEN}[^${OPEN}${CLOSE}]*${CLOSE})`);

/** Longest text of an expression in messages. */
const MAX_MESSAGE = 120;
/** Longest canonical expression. A longer one is cut, with a hash of the rest. */
const MAX_TEXT = 1000;

/** Returns a value as part of a string. */
export function asText(value: ArmValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof Unresolved) return `${OPEN}${withoutMarks(value.text)}${CLOSE}`;
  if (value instanceof DeployedObject) return `${OPEN}${value.text}${CLOSE}`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whether a string has an unresolved part. */
export function hasMarks(text: string): boolean {
  return text.includes(OPEN);
}

/** Replaces the unresolved parts of a string: by their expressions in braces, unless a replacement is given. */
export function replaceMarks(
  text: string,
  replacement: (expression: string) => string = (each) => `{${each}}`,
): string {
  return text.replace(MARKED, (_, expression: string) => replacement(expression));
}

/** Splits a string at a separator outside its unresolved parts. */
export function splitOutsideMarks(text: string, separator: string): string[] {
  const expressions: string[] = [];
  const short = replaceMarks(text, (expression) => `${OPEN}${expressions.push(expression) - 1}${CLOSE}`);
  return short
    .split(separator)
    .map((part) => replaceMarks(part, (index) => `${OPEN}${expressions[Number(index)]}${CLOSE}`));
}

/** Changes the parts of a string between its unresolved parts, and the unresolved parts. */
export function mapParts(
  text: string,
  literal: (part: string) => string,
  expression: (part: string) => string,
): string {
  return text
    .split(SEPARATED)
    .map((part) =>
      part.startsWith(OPEN) ? `${OPEN}${expression(part.slice(1, -1))}${CLOSE}` : literal(part),
    )
    .join('');
}

/** Size of a value: its nodes, and its characters in units of 64. */
interface Measure {
  readonly size: number;
  readonly depth: number;
  readonly resolved: boolean;
}

const MEASURES = new WeakMap<object, Measure>();
const MAX_SIZE = 100_000;
const MAX_DEPTH = 100;

/** Returns the size of a value. Values share parts, so each part is measured once. */
function measureOf(value: ArmValue | undefined): Measure {
  if (typeof value === 'string')
    return { size: 1 + (value.length >> 6), depth: 0, resolved: !hasMarks(value) };
  if (typeof value !== 'object' || value === null) return { size: 1, depth: 0, resolved: true };
  if (value instanceof Unresolved || value instanceof DeployedObject)
    return { size: 1, depth: 0, resolved: false };
  const cached = MEASURES.get(value);
  if (cached) return cached;
  let [size, depth, resolved] = [1, 0, true];
  for (const part of Object.values(value)) {
    const inner = measureOf(part);
    size += inner.size;
    depth = Math.max(depth, inner.depth);
    resolved &&= inner.resolved;
  }
  const measure = { size, depth: depth + 1, resolved };
  MEASURES.set(value, measure);
  return measure;
}

/** Replaces a value that is too large or too deep to be that of a template. Expressions can double a value repeatedly. */
export function bounded(value: ArmValue): ArmValue {
  const { size, depth } = measureOf(value);
  if (size > MAX_SIZE)
    return new Unresolved('too-large', 'it is larger than the values of a template can be');
  if (depth > MAX_DEPTH) return new Unresolved('too-deep', `it is nested more than ${MAX_DEPTH} levels deep`);
  return value;
}

/** Whether no part of a value is unresolved. */
export function isResolved(value: ArmValue): boolean {
  return measureOf(value).resolved;
}

export function isArray(value: ArmValue | undefined): value is readonly ArmValue[] {
  return Array.isArray(value);
}

export function isObject(value: ArmValue | undefined): value is { readonly [name: string]: ArmValue } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unresolved) &&
    !(value instanceof DeployedObject)
  );
}

/** Returns the canonical text of a value. Equal values have equal texts. */
export function canonicalText(value: ArmValue): string {
  return limited(textOf(value));
}

function textOf(value: ArmValue): string {
  if (value instanceof Unresolved || value instanceof DeployedObject) return value.text;
  if (typeof value === 'string') return `'${replaceMarks(value)}'`;
  if (isArray(value)) return `[${value.map(canonicalText).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, each]) => `${key}: ${canonicalText(each)}`).join(', ')}}`;
  }
  return String(value);
}

/** Whether two values are equal; `undefined` if that is known only during the deployment. */
export function isEqual(one: ArmValue, other: ArmValue): boolean | undefined {
  const isScalar = (value: ArmValue) => typeof value !== 'object' || value === null;
  if (isScalar(one) && isScalar(other) ? one === other : canonicalText(one) === canonicalText(other))
    return true;
  return isResolved(one) && isResolved(other) ? false : undefined;
}

/** Returns the unresolved result of a function. */
export function unresolvedCall(
  name: string,
  args: readonly ArmValue[],
  reason?: string,
  cause?: UnknownCause,
): Unresolved {
  return new Unresolved(limited(`${name}(${args.map(canonicalText).join(', ')})`), reason, cause);
}

function withoutMarks(text: string): string {
  return text.replaceAll(OPEN, '{').replaceAll(CLOSE, '}');
}

function limited(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (hash * 31 + text.charCodeAt(index)) | 0;
  return `${text.slice(0, MAX_TEXT)}...${(hash >>> 0).toString(16)}`;
}

function shortened(text: string): string {
  return text.length <= MAX_MESSAGE ? text : `${text.slice(0, MAX_MESSAGE)}...`;
}
