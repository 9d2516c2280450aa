import { InvalidArguments } from './arm-function';
import { type ArmValue, canonicalText, isArray, isObject, isResolved } from './arm-value';

/** A lambda expression as a function. */
export type Lambda = (...values: readonly ArmValue[]) => ArmValue;

/** A function with lambda expressions as arguments. It returns `undefined` if the result is unresolved. */
type LambdaFunction = (values: readonly ArmValue[], lambdas: readonly Lambda[]) => ArmValue | undefined;

/** Functions with lambda expressions, by their names in lower case. Source: "Lambda functions for ARM templates". */
export const LAMBDA_FUNCTIONS: ReadonlyMap<string, LambdaFunction> = new Map<string, LambdaFunction>([
  [
    'map',
    ([items = null], [change]) =>
      withItems(items, (all) => all.map((each, index) => call(change, each, index))),
  ],
  [
    'filter',
    ([items = null], [test]) =>
      withItems(items, (all) => {
        const results = all.map((each, index) => call(test, each, index));
        if (!results.every((each) => typeof each === 'boolean')) return undefined;
        return all.filter((_, index) => results[index]);
      }),
  ],
  [
    'reduce',
    ([items = null, initial = null], [combine]) =>
      withItems(items, (all) => all.reduce((sum, each, index) => call(combine, sum, each, index), initial)),
  ],
  [
    'sort',
    ([items = null], [isBefore]) =>
      withItems(items, (all) => {
        if (!all.every(isResolved)) return undefined;
        return [...all].sort((one, other) => (call(isBefore, one, other) === true ? -1 : 1));
      }),
  ],
  [
    'toobject',
    ([items = null], [keyOf, valueIn]) =>
      withItems(items, (all) => {
        const entries = all.map((each) => [call(keyOf, each), valueIn ? valueIn(each) : each] as const);
        if (!entries.every(([key]) => isResolved(key))) return undefined;
        return Object.fromEntries(entries.map(([key, value]) => [String(key), value]));
      }),
  ],
  [
    'groupby',
    ([items = null], [keyOf]) =>
      withItems(items, (all) => {
        const groups = new Map<string, ArmValue[]>();
        for (const each of all) {
          const key = call(keyOf, each);
          if (!isResolved(key)) return undefined;
          groups.set(String(key), [...(groups.get(String(key)) ?? []), each]);
        }
        return Object.fromEntries(groups);
      }),
  ],
  [
    'mapvalues',
    ([value = null], [change]) =>
      isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, call(change, each)]))
        : undefined,
  ],
]);

function withItems(
  items: ArmValue,
  use: (items: readonly ArmValue[]) => ArmValue | undefined,
): ArmValue | undefined {
  if (isArray(items)) return use(items);
  if (isResolved(items)) throw new InvalidArguments(`${canonicalText(items)} is not an array`);
  return undefined;
}

function call(lambda: Lambda | undefined, ...values: readonly ArmValue[]): ArmValue {
  if (!lambda) throw new InvalidArguments('the lambda expression is missing');
  return lambda(...values);
}
