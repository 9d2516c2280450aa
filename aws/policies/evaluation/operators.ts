import { BlockList, isIP } from 'node:net';
import { mapParts, type PartialText } from '../../../flows/partial-text';
import type { Ternary } from '../../../flows/ternary';
import { isArnLike, isEqual, isLike } from './patterns';
import type { PolicyRequest } from './request';

/** Whether a value of a request fits a value of a condition. */
export type OperatorTest = (
  wanted: PartialText,
  given: PartialText,
  context: Pick<PolicyRequest, 'context' | 'canHave'>,
) => Ternary;

const lower = (text: PartialText) => mapParts(text, (part) => part.toLowerCase());

/** Compares two texts if both are known. */
function whenBothKnown(test: (wanted: string, given: string) => Ternary): OperatorTest {
  return (wanted, given) =>
    typeof wanted === 'string' && typeof given === 'string' ? test(wanted, given) : undefined;
}

function numeric(test: (given: number, wanted: number) => boolean): OperatorTest {
  return whenBothKnown((wanted, given) => test(Number(given), Number(wanted)));
}

function dated(test: (given: number, wanted: number) => boolean): OperatorTest {
  return whenBothKnown((wanted, given) => {
    const [left, right] = [timeOf(given), timeOf(wanted)];
    return Number.isNaN(left) || Number.isNaN(right) ? undefined : test(left, right);
  });
}

/** Milliseconds of a date in ISO 8601 or of an epoch time in seconds. */
function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** Whether an address is in a range: `203.0.113.0/24`. A range without a length contains one address. */
const isInRange: OperatorTest = (wanted, given) => {
  if (typeof wanted !== 'string') return undefined;
  const [network = '', length] = wanted.split('/');
  const family = isIP(network);
  const bits = length === undefined ? (family === 4 ? 32 : 128) : Number(length);
  if (family === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 4 ? 32 : 128))
    return undefined;
  if (typeof given !== 'string') return undefined;
  const givenFamily = isIP(given);
  if (givenFamily === 0) return undefined;
  if (givenFamily !== family) return false;
  const range = new BlockList();
  range.addSubnet(network, bits, family === 4 ? 'ipv4' : 'ipv6');
  return range.check(given, family === 4 ? 'ipv4' : 'ipv6');
};

/**
 * The condition operators without their negations.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
const TESTS: Readonly<Record<string, OperatorTest>> = {
  StringEquals: isEqual,
  StringEqualsIgnoreCase: (wanted, given, context) => isEqual(lower(wanted), lower(given), context),
  StringLike: isLike,
  ArnEquals: isArnLike,
  ArnLike: isArnLike,
  Bool: (wanted, given, context) => isEqual(lower(wanted), lower(given), context),
  BinaryEquals: whenBothKnown((wanted, given) => wanted === given),
  NumericEquals: numeric((given, wanted) => given === wanted),
  NumericLessThan: numeric((given, wanted) => given < wanted),
  NumericLessThanEquals: numeric((given, wanted) => given <= wanted),
  NumericGreaterThan: numeric((given, wanted) => given > wanted),
  NumericGreaterThanEquals: numeric((given, wanted) => given >= wanted),
  DateEquals: dated((given, wanted) => given === wanted),
  DateLessThan: dated((given, wanted) => given < wanted),
  DateLessThanEquals: dated((given, wanted) => given <= wanted),
  DateGreaterThan: dated((given, wanted) => given > wanted),
  DateGreaterThanEquals: dated((given, wanted) => given >= wanted),
  IpAddress: isInRange,
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

/** A condition operator. */
export interface Operator {
  readonly test: OperatorTest;
  readonly isNegated: boolean;
  /** `ForAnyValue` or `ForAllValues`, for multivalued keys. */
  readonly set?: string;
  /** Whether a request without the key meets the condition. */
  readonly ifExists: boolean;
}

const BY_LOWER_CASE = new Map(
  [...Object.keys(TESTS), ...Object.keys(NEGATED)].map((name) => [name.toLowerCase(), name]),
);

/** Parses the name of an operator: `ForAnyValue:StringLikeIfExists`. Returns `undefined` if IAM does not document it. */
export function operatorOf(text: string): Operator | undefined {
  const [, set, written = '', ifExists] =
    /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/i.exec(text) ?? [];
  const name = BY_LOWER_CASE.get(written.toLowerCase()) ?? '';
  const test = TESTS[NEGATED[name] ?? name];
  if (test === undefined) return undefined;
  return {
    test,
    isNegated: NEGATED[name] !== undefined,
    ...(set !== undefined && { set: set.toLowerCase() === 'foranyvalue' ? 'ForAnyValue' : 'ForAllValues' }),
    ifExists: ifExists !== undefined,
  };
}
