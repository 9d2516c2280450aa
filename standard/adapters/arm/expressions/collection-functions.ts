import { type ArmFunctions, InvalidArguments, integerAt, resolvedOnly } from './arm-function';
import {
  type ArmValue,
  canonicalText,
  DeployedObject,
  hasMarks,
  isArray,
  isEqual,
  isObject,
  isResolved,
  replaceMarks,
  Unresolved,
} from './arm-value';

/** Functions of arrays and objects. Source: Azure Resource Manager, "Array functions", "Object functions". */
export const COLLECTION_FUNCTIONS: ArmFunctions = {
  array: ([value = null]) => (isArray(value) ? value : value instanceof Unresolved ? undefined : [value]),
  createArray: (args) => [...args],
  createObject: (args) =>
    Object.fromEntries(
      args.flatMap((key, index) => (index % 2 === 0 ? [[String(key), args[index + 1] ?? null]] : [])),
    ),
  contains: ([container = null, item = null]) => containsItem(container, item),
  empty: ([value = null]) => isEmpty(value),
  length: ([value = null]) => {
    if (isArray(value)) return value.length;
    if (isObject(value)) return Object.keys(value).length;
    return typeof value === 'string' && !hasMarks(value) ? value.length : undefined;
  },
  first: ([value = null]) => element(value, 0),
  last: ([value = null]) => element(value, -1),
  skip: ([value = null, count = null]) => part(value, count, (number) => [Math.max(0, number), undefined]),
  take: ([value = null, count = null]) => part(value, count, (number) => [0, Math.max(0, number)]),
  join: ([items, separator = '']) =>
    isArray(items) && items.every(isResolved) && isResolved(separator)
      ? items.join(String(separator))
      : undefined,
  union: (args) => {
    if (args.every(isObject)) return args.reduce<ArmValue>(merged, {});
    return args.every(isArray) ? distinct(args.flat()) : undefined;
  },
  shallowMerge: ([items]) =>
    isArray(items) && items.every(isObject)
      ? Object.fromEntries(items.flatMap((each) => Object.entries(each)))
      : undefined,
  intersection: ([first = null, ...others]) =>
    isArray(first) && [first, ...others].every(isResolved)
      ? distinct(first.filter((item) => others.every((other) => containsItem(other, item) === true)))
      : undefined,
  flatten: ([items]) => (isArray(items) && items.every(isArray) ? items.flat() : undefined),
  objectKeys: ([value]) => (isObject(value) ? Object.keys(value).sort() : undefined),
  items: ([value]) =>
    isObject(value)
      ? Object.keys(value)
          .sort()
          .map((key) => ({ key, value: value[key] as ArmValue }))
      : undefined,
  ...resolvedOnly({
    indexOf: ([container = null, item = null]) => {
      if (isArray(container)) return container.findIndex((each) => isEqual(each, item) === true);
      return String(container).toLowerCase().indexOf(String(item).toLowerCase());
    },
    lastIndexOf: ([container = null, item = null]) => {
      if (isArray(container)) return container.map(canonicalText).lastIndexOf(canonicalText(item));
      return String(container).toLowerCase().lastIndexOf(String(item).toLowerCase());
    },
  }),
};

/** Returns a property of an object by its name in any case; `undefined` if there is none. */
export function propertyOf(value: { readonly [name: string]: ArmValue }, name: string): ArmValue | undefined {
  const key = keyOf(value, name);
  return key === undefined ? undefined : value[key];
}

function keyOf(value: object, name: string): string | undefined {
  if (Object.hasOwn(value, name)) return name;
  return Object.keys(value).find((each) => each.toLowerCase() === name.toLowerCase());
}

/** Object keys are compared in any case, texts in the same case. Source: "Array functions", contains. */
function containsItem(container: ArmValue, item: ArmValue): boolean | undefined {
  if (isObject(container) && typeof item === 'string' && !hasMarks(item))
    return propertyOf(container, item) !== undefined;
  if (isArray(container)) {
    const results = container.map((each) => isEqual(each, item));
    if (results.includes(true)) return true;
    return results.includes(undefined) ? undefined : false;
  }
  if (typeof container !== 'string' || typeof item !== 'string') return undefined;
  return hasMarks(container) || hasMarks(item) ? undefined : container.includes(item);
}

function isEmpty(value: ArmValue): boolean | undefined {
  if (value === null) return true;
  if (isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  if (value instanceof DeployedObject) return false;
  if (typeof value !== 'string') return undefined;
  if (hasMarks(value)) return replaceMarks(value, () => '') === '' ? undefined : false;
  return value === '';
}

function element(value: ArmValue, index: number): ArmValue | undefined {
  if (isArray(value)) return value.at(index) ?? null;
  return typeof value === 'string' && !hasMarks(value) ? (value.at(index) ?? '') : undefined;
}

/** Returns a part of an array or a string, by its start and end. */
function part(
  value: ArmValue,
  count: ArmValue,
  rangeOf: (count: number) => readonly [number, number | undefined],
): ArmValue | undefined {
  if (!isResolved(count)) return undefined;
  const range = rangeOf(integerAt([count], 0));
  if (isArray(value)) return value.slice(...range);
  return typeof value === 'string' && !hasMarks(value) ? value.slice(...range) : undefined;
}

/** Merges two objects. The second one wins, nested objects are merged. Source: "Array functions", union. */
function merged(one: ArmValue, other: ArmValue): ArmValue {
  if (!isObject(one) || !isObject(other)) return other;
  const result = new Map(Object.entries(one));
  for (const [name, value] of Object.entries(other)) {
    const key = keyOf(one, name) ?? name;
    const own = result.get(key);
    result.set(key, own === undefined ? value : merged(own, value));
  }
  return Object.fromEntries(result);
}

function distinct(items: readonly ArmValue[]): ArmValue[] {
  return [...new Map(items.map((item) => [canonicalText(item), item])).values()];
}

/** Returns an element of an array or a property of an object. */
export function itemAt(value: ArmValue, index: ArmValue): ArmValue | undefined {
  if (isArray(value) && typeof index === 'number') {
    const item = value[index];
    if (item === undefined)
      throw new InvalidArguments(`the array has ${value.length} items, and none at ${index}`);
    return item;
  }
  if (typeof index !== 'string' || hasMarks(index)) return undefined;
  if (value instanceof DeployedObject) return value.member(index);
  if (!isObject(value)) return undefined;
  const found = propertyOf(value, index);
  if (found === undefined) throw new InvalidArguments(`the object has no property ${JSON.stringify(index)}`);
  return found;
}
