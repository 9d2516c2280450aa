import { areEqual, booleanOf, contains, numberOf, withoutDuplicates } from '../operators';
import { reasonOf, settle, textOf } from '../settle';
import {
  Failure,
  isList,
  isMap,
  itemsOf,
  TerraformSet,
  type TerraformValue,
  Unresolved,
} from '../terraform-value';
import { elementOf } from '../traverse';
import { listOf, mapOf, ofItems, ofMap, type TerraformFunction } from './terraform-function';

/** Functions of lists and maps. Source: Terraform, "Collection Functions". */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  concat: (lists) => concat(lists),
  merge: (maps) => merge(maps),
  lookup: ofMap((map, key = null, otherwise) => {
    const name = textOf(key);
    if (name instanceof Unresolved) return name;
    return map.get(name) ?? otherwise ?? new Failure(`the key ${name} does not exist`);
  }),
  element: ofItems((items, index = null) => {
    const position = numberOf(index);
    if (position instanceof Unresolved) return position;
    const wrapped = ((position % items.length) + items.length) % items.length;
    return items.length === 0 ? new Failure('the list is empty') : elementOf(items, wrapped);
  }),
  length: ([value = null]) => lengthOf(value),
  keys: ofMap((map) => [...map.keys()].sort()),
  values: ofMap((map) => [...map.keys()].sort().map((key) => map.get(key) as TerraformValue)),
  coalesce: (args) => coalesce(args),
  coalescelist: (lists) => coalesceList(lists),
  contains: ofItems((items, value = null) => contains(items, value)),
  index: ofItems((items, value = null) => indexOf(items, value)),
  flatten: ofItems((items) => flatten(items, 0)),
  distinct: ofItems((items) => withoutDuplicates(items)),
  compact: ofItems((items) => compact(items)),
  reverse: ofItems((items) => [...items].reverse()),
  slice: ofItems((items, start = null, end = null) => {
    const [from, to] = [numberOf(start), numberOf(end)];
    if (from instanceof Unresolved) return from;
    if (to instanceof Unresolved) return to;
    return from < 0 || to > items.length || from > to
      ? new Failure('the range is outside the list')
      : items.slice(from, to);
  }),
  sort: ofItems((items) => {
    const texts = items.map(textOf);
    const open = texts.find((text) => text instanceof Unresolved);
    return open instanceof Unresolved ? open : (texts as string[]).sort();
  }),
  one: ofItems((items) => {
    if (items.length > 1) return new Failure('the list has more than one element');
    return items[0] ?? null;
  }),
  zipmap: ([keys = null, values = null]) => zipmap(keys, values),
  range: (args) => range(args),
  chunklist: ofItems((items, size = null) => {
    const count = numberOf(size);
    if (count instanceof Unresolved) return count;
    if (count < 1) return new Failure('the size is not positive');
    return Array.from({ length: Math.ceil(items.length / count) }, (_, at) =>
      items.slice(at * count, (at + 1) * count),
    );
  }),
  alltrue: ofItems((items) => every(items, true)),
  anytrue: ofItems((items) => {
    const none = every(items, false);
    return none instanceof Unresolved ? none : !none;
  }),
  tomap: ofMap((map) => map),
  tolist: ofItems((items) => items),
};

function concat(lists: readonly TerraformValue[]): TerraformValue {
  const all: TerraformValue[] = [];
  for (const list of lists) {
    const items = listOf(list);
    if (items instanceof Unresolved) return items;
    for (const item of items) all.push(item);
  }
  return all;
}

function merge(maps: readonly TerraformValue[]): TerraformValue {
  const all = new Map<string, TerraformValue>();
  for (const each of maps) {
    if (each === null) continue;
    const map = mapOf(each);
    if (map instanceof Unresolved) return map;
    for (const [key, value] of map) all.set(key, value);
  }
  return all;
}

function lengthOf(value: TerraformValue): TerraformValue {
  const settled = settle(value);
  const items = itemsOf(settled);
  if (items) return items.length;
  if (isMap(settled)) return settled.size;
  const text = textOf(settled);
  return text instanceof Unresolved ? text : [...text].length;
}

/** Returns the first value that is neither null nor empty. */
function coalesce(args: readonly TerraformValue[]): TerraformValue {
  for (const arg of args) {
    const isEmpty = arg === null ? true : areEqual(arg, '');
    const isNull = isEmpty === true ? true : areEqual(arg, null);
    if (isEmpty instanceof Unresolved && isNull instanceof Unresolved) return isNull;
    if (isEmpty === true || isNull === true) continue;
    return arg;
  }
  return new Failure('all arguments are null or empty');
}

function coalesceList(lists: readonly TerraformValue[]): TerraformValue {
  for (const list of lists) {
    const items = listOf(list);
    if (items instanceof Unresolved || items.length > 0) return items;
  }
  return new Failure('all lists are empty');
}

function indexOf(items: readonly TerraformValue[], value: TerraformValue): TerraformValue {
  for (const [index, item] of items.entries()) {
    const equal = areEqual(item, value);
    if (equal instanceof Unresolved) return equal;
    if (equal) return index;
  }
  return new Failure('the list does not contain the value');
}

function flatten(items: readonly TerraformValue[], depth: number): TerraformValue {
  if (depth > 50) return new Unresolved('it is nested too deeply');
  const all: TerraformValue[] = [];
  for (const item of items) {
    const settled = item instanceof TerraformSet || isList(item) ? item : settle(item);
    const inner = itemsOf(settled);
    if (settled instanceof Unresolved) return settled;
    const flat = inner ? flatten(inner, depth + 1) : [item];
    if (flat instanceof Unresolved) return flat;
    for (const each of flat as readonly TerraformValue[]) all.push(each);
    if (all.length > 10_000) return new Unresolved('it has too many elements');
  }
  return all;
}

function compact(items: readonly TerraformValue[]): TerraformValue {
  const kept: TerraformValue[] = [];
  for (const item of items) {
    if (item === null || item === '') continue;
    const isEmpty = areEqual(item, '');
    if (isEmpty instanceof Unresolved) return isEmpty;
    if (!isEmpty && settle(item) !== null) kept.push(item);
  }
  return kept;
}

function zipmap(keys: TerraformValue, values: TerraformValue): TerraformValue {
  const [names, all] = [listOf(keys), listOf(values)];
  if (names instanceof Unresolved) return names;
  if (all instanceof Unresolved) return all;
  if (names.length !== all.length) return new Failure('the lists have different lengths');
  const map = new Map<string, TerraformValue>();
  for (const [at, each] of names.entries()) {
    const name = textOf(each);
    if (name instanceof Unresolved) return name;
    map.set(name, all[at] as TerraformValue);
  }
  return map;
}

function range(args: readonly TerraformValue[]): TerraformValue {
  const numbers = args.map(numberOf);
  const open = numbers.find((each) => each instanceof Unresolved);
  if (open instanceof Unresolved) return open;
  const all = numbers as number[];
  const [start, end] = all.length === 1 ? [0, all[0] as number] : [all[0] ?? 0, all[1] ?? 0];
  const step = all[2] ?? (end < start ? -1 : 1);
  const count = Math.max(0, Math.ceil((end - start) / step));
  if (step === 0) return new Failure('the step is 0');
  // Terraform has the same limit
  if (count > 1024) return new Failure('the range has more than 1024 elements');
  return Array.from({ length: count }, (_, at) => start + at * step);
}

function every(items: readonly TerraformValue[], expected: boolean): TerraformValue {
  let open: Unresolved | undefined;
  for (const item of items) {
    const value = booleanOf(item);
    if (value instanceof Unresolved) open = reasonOf(value);
    else if (value !== expected) return false;
  }
  return open ?? true;
}
