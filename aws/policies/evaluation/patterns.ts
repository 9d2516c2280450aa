import {
  joined,
  mapParts,
  type PartialText,
  partsOf,
  splitText,
  unknownReason,
  unknownText,
} from '../../../flows/partial-text';
import { allOf, type Ternary } from '../../../flows/ternary';
import { type GlobItem, literalItems, matchesItems, wildcardItems } from './glob';
import { type PolicyRequest, possibleValues } from './request';

type Context = Pick<PolicyRequest, 'context' | 'canHave'>;

/** A policy variable: `${aws:SourceAccount}`, or `${aws:username, 'a default value'}`. */
const VARIABLE = /\$\{([^{},]*)(?:,\s*'([^']*)')?\}/g;

/** Characters that `${*}`, `${?}` and `${$}` stand for. */
const LITERALS = ['*', '?', '$'];

/** A part of a pattern. */
interface PatternPart {
  readonly text: PartialText;
  /** Whether `*` and `?` are no wildcards: the value of a policy variable. */
  readonly isLiteral: boolean;
}

/**
 * Returns the texts between policy variables and the values of the variables. Returns `undefined` if the request lacks the
 * value of a variable: the element then matches nothing.
 *
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
function expanded(pattern: PartialText, context: Context): PatternPart[] | undefined {
  const all: PatternPart[] = [];
  for (const part of partsOf(pattern)) {
    if (typeof part !== 'string') {
      all.push({ text: { parts: [part] }, isLiteral: false });
      continue;
    }
    let end = 0;
    for (const match of part.matchAll(VARIABLE)) {
      const [whole, key = '', otherwise] = match;
      const value = variableValue(key.trim(), otherwise, context);
      if (value === undefined) return undefined;
      all.push({ text: part.slice(end, match.index), isLiteral: false }, { text: value, isLiteral: true });
      end = match.index + whole.length;
    }
    all.push({ text: part.slice(end), isLiteral: false });
  }
  return all;
}

function variableValue(
  key: string,
  otherwise: string | undefined,
  context: Context,
): PartialText | undefined {
  if (LITERALS.includes(key)) return key;
  const [value, another] = possibleValues(key, context);
  if (another !== undefined) return unknownText(`the value of ${key} is unknown`);
  return isSingle(value) ? value : otherwise;
}

function isSingle(value: unknown): value is PartialText {
  return value !== undefined && !Array.isArray(value);
}

/** Whether a text is equal to a value, with policy variables but without wildcards. */
export function isEqual(wanted: PartialText, given: PartialText, context: Context): Ternary {
  if (typeof given === 'string' && isPlain(wanted)) return wanted === given;
  const parts = expanded(wanted, context);
  return parts === undefined
    ? false
    : matchesItems(
        parts.flatMap(({ text }) => literalItems(text)),
        literalItems(given),
      );
}

/** Whether a value fits a pattern with `*`, `?` and policy variables. */
export function isLike(pattern: PartialText, value: PartialText, context: Context): Ternary {
  if (typeof value === 'string' && isPlain(pattern)) return pattern === value;
  const parts = expanded(pattern, context);
  return parts === undefined ? false : matchesItems(itemsOf(parts), literalItems(value));
}

/** Whether the text contains no wildcards, variables or unknown parts. */
function isPlain(text: PartialText): text is string {
  return typeof text === 'string' && !/[*?$]/.test(text);
}

function itemsOf(parts: readonly PatternPart[]): GlobItem[] {
  return parts.flatMap(({ text, isLiteral }) => (isLiteral ? literalItems(text) : wildcardItems(text)));
}

/**
 * Whether an ARN fits a pattern. Each of the six parts is compared by itself: a `*` does not match a colon, except in the
 * last part.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators", "IAM JSON policy elements: Resource".
 */
export function isArnLike(pattern: PartialText, value: PartialText, context: Context): Ternary {
  const whole = isLike(pattern, value, context);
  const given = arnParts(value);
  if (whole === false) return false;
  if (given === undefined) return unknownReason(value) === undefined ? false : undefined;
  const wanted = arnParts(pattern);
  // IAM completes an ARN with too few parts with wildcards
  if (wanted === undefined) return whole;
  const parts = allOf(wanted.map((part, index) => isLike(part, given[index] ?? '', context)));
  // an unknown part can contain colons
  return parts === false && unknownReason(pattern) !== undefined ? undefined : parts;
}

/** Returns the six parts of an ARN. The last one can contain colons. */
function arnParts(text: PartialText): PartialText[] | undefined {
  const [arn, partition, service, region, account, ...resource] = splitOutsideVariables(text);
  if (arn !== 'arn' || resource.length === 0) return undefined;
  const rest = resource.flatMap((part, index) => (index === 0 ? [part] : [':', part]));
  return [arn, partition, service, region, account, joined(...rest)] as PartialText[];
}

/** Splits a text at colons that are not in a policy variable. */
function splitOutsideVariables(text: PartialText): PartialText[] {
  const hidden = mapParts(text, (part) =>
    part.replace(VARIABLE, (variable) => variable.replaceAll(':', '\uE000')),
  );
  return splitText(hidden, ':').map((part) => mapParts(part, (each) => each.replaceAll('\uE000', ':')));
}
