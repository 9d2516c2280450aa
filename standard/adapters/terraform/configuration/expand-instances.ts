import { disjunction, type Formula } from '../../../../flows/formula';
import { type Environment, entriesOf } from '../expression/evaluate';
import { numberOf } from '../expression/operators';
import { textOf } from '../expression/settle';
import {
  Alternatives,
  type TerraformValue,
  UnknownInstances,
  UnknownKey,
  Unresolved,
} from '../expression/terraform-value';
import { evaluateJson } from './evaluate-body';
import type { Block } from './module-files';

const MOST_INSTANCES = 2000;

/** One instance of a resource or module. */
export interface Instance {
  /** The end of its address: `[0]`, `["hub"]`; empty without `count` and `for_each`, or if it represents others. */
  readonly key: string;
  /** The values of `each` and `count` in it. */
  readonly variables: ReadonlyMap<string, TerraformValue>;
  readonly existence: Existence;
}

/** When an instance exists. */
export interface Existence {
  readonly formula: Formula;
  /** The condition, as the end of a sentence. Absent if the instance always exists. */
  readonly text?: string;
}

export const EXISTS: Existence = { formula: true };

type Create = (instance: Instance) => TerraformValue;

/**
 * Creates the instances of a block by its `count` or `for_each`. The result is one instance, a list, a map, or the
 * representative of an unknown number.
 *
 * @param scope unique name of the module that contains the block
 */
export function expandInstances(
  { body }: Pick<Block, 'body'>,
  scope: string,
  environment: Environment,
  create: Create,
): TerraformValue {
  const { count, for_each: forEach } = body;
  if (count !== undefined && count !== null)
    return counted(evaluateJson(count, environment), `${scope} ${JSON.stringify(count)}`, create);
  if (forEach !== undefined && forEach !== null)
    return keyed(evaluateJson(forEach, environment), `${scope} ${JSON.stringify(forEach)}`, create);
  return create({ key: '', variables: new Map(), existence: EXISTS });
}

/** A value with the condition under which it applies. */
interface Candidate {
  readonly value: TerraformValue;
  readonly formula: Formula;
}

/** Returns the possible values; `undefined` if they or their conditions are unknown. */
function candidatesOf(value: TerraformValue): readonly Candidate[] | undefined {
  if (value instanceof Alternatives)
    return value.conditions?.map((formula, index) => ({
      value: value.candidates[index] as TerraformValue,
      formula,
    }));
  return value instanceof Unresolved ? undefined : [{ value, formula: true }];
}

function counted(value: TerraformValue, condition: string, create: Create): TerraformValue {
  const counts = candidatesOf(value)?.map((each) => ({ ...each, count: numberOf(each.value) }));
  const numbers = counts?.map(({ count }) => count) ?? [];
  const isKnown =
    numbers.length > 0 && numbers.every((each) => typeof each === 'number' && each <= MOST_INSTANCES);
  if (!counts || !isKnown) {
    const reason = `its count is unknown: ${reasonOf(value, numbers)}`;
    const index = new UnknownKey(reason, condition);
    const variables = new Map([['count', new Map([['index', index]])]]);
    const existence = unknownExistence(condition, reason);
    return new UnknownInstances(reason, create({ key: '', variables, existence }), condition);
  }
  const most = Math.max(0, ...(numbers as number[]).map(Math.floor));
  return Array.from({ length: most }, (_, index) => {
    const matching = counts.filter(({ count }) => Number(count) > index);
    return create({
      key: `[${index}]`,
      variables: new Map([['count', new Map([['index', index]])]]),
      existence: existenceIn(matching, value, `its count is more than ${index}`),
    });
  });
}

function keyed(collection: TerraformValue, ownCondition: string, create: Create): TerraformValue {
  const all = candidatesOf(collection)?.map((each) => ({ ...each, entries: keysOf(entriesOf(each.value)) }));
  const problem = all?.find(
    ({ entries }) => entries instanceof Unresolved || entries.length > MOST_INSTANCES,
  );
  if (!all || problem) {
    // a resource that iterates over another one has its instances
    const chained = collection instanceof UnknownInstances ? collection : undefined;
    const why = chained?.reason ?? reasonOf(collection, problem ? [problem.entries] : []);
    const reason = chained ? why : `its for_each is unknown: ${why}`;
    const condition = chained?.condition ?? ownCondition;
    const each = new Map<string, TerraformValue>([
      ['key', new UnknownKey(reason, condition)],
      ['value', chained?.representative ?? new Unresolved(reason)],
    ]);
    const existence = unknownExistence(condition, reason);
    const representative = create({ key: '', variables: new Map([['each', each]]), existence });
    return new UnknownInstances(reason, representative, condition);
  }
  const instances = new Map<string, TerraformValue>();
  for (const { entries } of all) {
    for (const [key, value] of entries as readonly KeyedValue[]) {
      if (instances.has(key)) continue;
      const each = new Map([
        ['key', key],
        ['value', value],
      ]);
      const hasKey = (other: readonly KeyedValue[]) => other.some(([name]) => name === key);
      const matching =
        all.length === 1 ? all : all.filter((other) => hasKey(other.entries as readonly KeyedValue[]));
      const existence = existenceIn(matching, collection, `its for_each has the key ${JSON.stringify(key)}`);
      instances.set(
        key,
        create({ key: `[${JSON.stringify(key)}]`, variables: new Map([['each', each]]), existence }),
      );
    }
  }
  return instances;
}

type KeyedValue = readonly [string, TerraformValue];

function keysOf(
  entries: readonly (readonly [TerraformValue, TerraformValue])[] | Unresolved,
): readonly KeyedValue[] | Unresolved {
  if (entries instanceof Unresolved) return entries;
  const keys: KeyedValue[] = [];
  for (const [key, value] of entries) {
    // a list is not allowed, but a list of texts can only mean a set
    const name = textOf(typeof key === 'number' ? value : key);
    if (name instanceof Unresolved) return name;
    keys.push([name, value]);
  }
  return keys;
}

/** The instance exists if one of the matching candidates applies. */
function existenceIn(matching: readonly Candidate[], value: TerraformValue, text: string): Existence {
  const formula = disjunction(matching.map((each) => each.formula));
  if (formula === true || !(value instanceof Unresolved)) return EXISTS;
  return { formula, text: `${text}: ${value.reason}` };
}

/** Resources with equal conditions have the same instances. */
function unknownExistence(variable: string, text: string): Existence {
  return { formula: { variable, equals: 'true' }, text };
}

function reasonOf(value: TerraformValue, parts: readonly unknown[]): string {
  const open = [value, ...parts].find((each) => each instanceof Unresolved);
  return open instanceof Unresolved ? open.reason : `it is more than ${MOST_INSTANCES}`;
}

/** Returns the instances in the value of a block. */
export function instancesIn(value: TerraformValue): readonly TerraformValue[] {
  if (value instanceof UnknownInstances) return [value.representative];
  if (Array.isArray(value)) return value;
  return value instanceof Map ? [...value.values()] : [value];
}
