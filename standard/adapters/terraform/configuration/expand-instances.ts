import { type Environment, entriesOf } from '../expression/evaluate';
import { numberOf } from '../expression/operators';
import { textOf } from '../expression/settle';
import { type TerraformValue, UnknownInstances, UnknownKey, Unresolved } from '../expression/terraform-value';
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

/** Whether it is known that an instance exists. */
export interface Existence {
  /** Empty if it exists. Resources with equal conditions have the same instances. */
  readonly conditions: readonly string[];
  /** Why it may not exist. */
  readonly reason?: string;
}

export const EXISTS: Existence = { conditions: [] };

/**
 * Creates the instances of a block by its `count` or `for_each`. The result is one instance, a list, a map, or the
 * representative of an unknown number.
 *
 * @param scope address of the module that contains the block
 */
export function expandInstances(
  { body }: Pick<Block, 'body'>,
  scope: string,
  environment: Environment,
  create: (instance: Instance) => TerraformValue,
): TerraformValue {
  if (body.count !== undefined && body.count !== null) return counted(body.count, scope, environment, create);
  if (body.for_each !== undefined && body.for_each !== null)
    return keyed(body.for_each, scope, environment, create);
  return create({ key: '', variables: new Map(), existence: EXISTS });
}

function counted(
  json: unknown,
  scope: string,
  environment: Environment,
  create: (instance: Instance) => TerraformValue,
): TerraformValue {
  const value = evaluateJson(json, environment);
  const count = numberOf(value);
  if (count instanceof Unresolved || count > MOST_INSTANCES) {
    const why = count instanceof Unresolved ? count.reason : `it is ${count}`;
    const reason = `its count is unknown: ${why}`;
    const condition = `${scope} ${JSON.stringify(json)}`;
    const index = new UnknownKey(reason, condition);
    const variables = new Map([['count', new Map([['index', index]])]]);
    return new UnknownInstances(
      reason,
      create({ key: '', variables, existence: { conditions: [condition], reason } }),
      condition,
    );
  }
  return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, index) =>
    create({
      key: `[${index}]`,
      variables: new Map([['count', new Map([['index', index]])]]),
      existence: EXISTS,
    }),
  );
}

function keyed(
  json: unknown,
  scope: string,
  environment: Environment,
  create: (instance: Instance) => TerraformValue,
): TerraformValue {
  const collection = evaluateJson(json, environment);
  const entries = entriesOf(collection);
  const keys = entries instanceof Unresolved ? entries : keysOf(entries);
  if (keys instanceof Unresolved || keys.length > MOST_INSTANCES) {
    const why = keys instanceof Unresolved ? keys.reason : `it has ${keys.length} elements`;
    const reason = collection instanceof UnknownInstances ? why : `its for_each is unknown: ${why}`;
    // a resource that iterates over another one has its instances
    const chained = collection instanceof UnknownInstances ? collection : undefined;
    const condition = chained?.condition ?? `${scope} ${JSON.stringify(json)}`;
    const key = new UnknownKey(reason, condition);
    const value = chained?.representative ?? new Unresolved(reason);
    const variables = new Map([
      [
        'each',
        new Map<string, TerraformValue>([
          ['key', key],
          ['value', value],
        ]),
      ],
    ]);
    return new UnknownInstances(
      reason,
      create({ key: '', variables, existence: { conditions: [condition], reason } }),
      condition,
    );
  }
  return new Map(
    keys.map(([key, value]) => {
      const each = new Map([
        ['key', key],
        ['value', value],
      ]);
      return [
        key,
        create({ key: `[${JSON.stringify(key)}]`, variables: new Map([['each', each]]), existence: EXISTS }),
      ];
    }),
  );
}

function keysOf(
  entries: readonly (readonly [TerraformValue, TerraformValue])[],
): (readonly [string, TerraformValue])[] | Unresolved {
  const keys: (readonly [string, TerraformValue])[] = [];
  for (const [key, value] of entries) {
    // a list is not allowed, but a list of texts can only mean a set
    const name = textOf(typeof key === 'number' ? value : key);
    if (name instanceof Unresolved) return name;
    keys.push([name, value]);
  }
  return keys;
}

/** Returns the instances in the value of a block. */
export function instancesIn(value: TerraformValue): readonly TerraformValue[] {
  if (value instanceof UnknownInstances) return [value.representative];
  if (Array.isArray(value)) return value;
  return value instanceof Map ? [...value.values()] : [value];
}
