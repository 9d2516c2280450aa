import {
  displayed,
  isPartialText,
  type PartialText,
  unknownReason,
  unknownText,
} from '../../../flows/partial-text';
import { allOf, anyOf, common, not, type Ternary } from '../../../flows/ternary';
import { type Operator, operatorOf } from './operators';
import { allMatch, MATCH, type Match } from './outcome';
import { type OneOrMore, type PolicyRequest, possibleValues } from './request';

type Context = Pick<PolicyRequest, 'context' | 'canHave'>;
type Given = OneOrMore<PartialText> | undefined;

/**
 * Whether a request meets all conditions: every operator and every key must fit, with one of their values. A key
 * that the request lacks fits only negated operators, `...IfExists`, `ForAllValues:` and `Null`.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators", "Conditions with multiple context keys
 * or values", "Set operators for multivalued context keys".
 *
 * @param conditions the element `Condition`: operator, then key, then the values of which one must fit
 */
export function meetsConditions(conditions: unknown, context: Context): Match {
  if (conditions === undefined) return MATCH;
  const operators = entriesOf(conditions);
  if (!operators) return unknownMatch('its conditions are known only after deployment');
  return allMatch(
    operators.flatMap(([operator, json]) => {
      const keys = entriesOf(json);
      if (!keys) return [unknownMatch(`its condition ${operator} is known only after deployment`)];
      return keys.map(([key, values]) => meets(operator, key, valuesOf(values), context));
    }),
  );
}

function entriesOf(json: unknown): [string, unknown][] | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || 'parts' in json) return undefined;
  return (json as { known?: unknown }).known === false ? undefined : Object.entries(json);
}

function valuesOf(json: unknown): PartialText[] {
  return [json].flat().map((value) => {
    if (isPartialText(value)) return value;
    if (typeof value !== 'object') return String(value);
    return unknownText('it is known only after deployment');
  });
}

function unknownMatch(reason: string): Match {
  return { matches: undefined, reason };
}

function meets(operatorName: string, key: string, wanted: readonly PartialText[], context: Context): Match {
  const possible = possibleValues(key, context);
  const operator = operatorOf(operatorName);
  const isNull = /^null$/i.test(operatorName);
  if (!operator && !isNull)
    return unknownMatch(`it has the condition operator ${operatorName}, which IAM does not document`);
  const results = possible.map((given) =>
    operator ? fits(operator, wanted, given, context) : isNullValue(wanted, given),
  );
  const matches = common(results);
  const condition = `${operatorName} ${key} ${wanted.map((each) => JSON.stringify(displayed(each))).join(' or ')}`;
  if (matches !== undefined) {
    const reason = matches
      ? `${condition} (${describeGiven(possible)})`
      : `requires ${condition} (${describeGiven(possible)})`;
    return { matches, reason };
  }
  const unknownTexts = [...wanted, ...possible.flatMap((given) => [given ?? []].flat() as PartialText[])];
  const because = unknownTexts.map(unknownReason).find((each) => each !== undefined);
  return unknownMatch(
    `its condition ${condition} is undecided: ${because ?? `it is unknown whether the request has ${key}`}`,
  );
}

function describeGiven([given]: readonly Given[]): string {
  if (given === undefined) return 'the request does not have this key';
  const values = [given].flat() as PartialText[];
  return `the request has ${values.map((each) => JSON.stringify(displayed(each))).join(', ')}`;
}

function isNullValue(wanted: readonly PartialText[], given: Given): Ternary {
  return anyOf(
    wanted.map((each) =>
      typeof each === 'string' ? each.toLowerCase() === String(given === undefined) : undefined,
    ),
  );
}

function fits(
  { test, isNegated, set, ifExists }: Operator,
  wanted: readonly PartialText[],
  given: Given,
  context: Context,
): Ternary {
  const one = (value: PartialText) => {
    const result = anyOf(wanted.map((each) => test(each, value, context)));
    return isNegated ? not(result) : result;
  };
  const values = [given ?? []].flat() as PartialText[];
  if (set === 'ForAllValues') return allOf(values.map(one));
  if (given === undefined) return ifExists || (isNegated && set === undefined);
  if (set === 'ForAnyValue') return anyOf(values.map(one));
  // IAM compares a multivalued key only with a set operator
  return Array.isArray(given) ? undefined : one(given as PartialText);
}
