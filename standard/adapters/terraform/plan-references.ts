import { objectOf } from '../../../aws/template/read-template';
import { accepts } from '../providers/accepted-types';
import { instanceKey } from './instance-key';

type Json = Readonly<Record<string, unknown>>;

/** Resolves references in the configuration of a plan to planned resources. */
export class PlanReferences {
  private readonly instances = new Map<string, string[]>();
  private readonly modules = new Map<string, ReadonlyMap<string, Json>>();

  constructor(
    private readonly configuration: Json,
    addresses: readonly string[],
  ) {
    for (const address of addresses) {
      const base = withoutIndexes(address);
      this.instances.set(base, [...(this.instances.get(base) ?? []), address]);
    }
  }

  /**
   * Returns the addresses of the resources to which an argument may refer: those whose type the argument accepts. The plan
   * contains the references of an expression, but not how the expression uses them.
   */
  candidates(address: string, argument: string): string[] {
    const { modules, name } = splitAddress(withoutIndexes(address));
    const expression = valueAtPath(this.expressionsOf(address), argument);
    const found = this.follow(expression, modules, 0, name).flatMap((each) => this.nearest(each, address));
    return [...new Set(found)].filter((each) => accepts(argument, typeIn(each)));
  }

  /** Returns the instance of a referenced resource that belongs to an instance; all instances if the plan does not determine one. */
  private nearest(reference: string, address: string): readonly string[] {
    const instances = this.instancesOf(reference);
    // an instance of a module references resources of the same instance
    const siblings = instances.filter((each) => modulePathOf(each) === modulePathOf(address));
    const near = siblings.length > 0 ? siblings : instances;
    const key = instanceKey(address);
    if (near.length === 1 || key === '' || !this.hasEqualKeys(address, near)) return near;
    // an instance references the instance with the same key
    const twins = near.filter((each) => instanceKey(each) === key);
    return twins.length === 1 ? twins : near;
  }

  /** Whether the index of an instance can be that of another resource. `count.index + 1` needs one instance more. */
  private hasEqualKeys(address: string, others: readonly string[]): boolean {
    if (!/^\[\d+\]$/.test(instanceKey(address))) return true;
    const own = (this.instances.get(withoutIndexes(address)) ?? []).filter(
      (each) => modulePathOf(each) === modulePathOf(address),
    );
    return own.length === others.length;
  }

  /** Returns the addresses of all resources that the expression of an argument names, with those of their instances. */
  namedResources(address: string, argument: string): string[] {
    const { modules, name } = splitAddress(withoutIndexes(address));
    const named = this.follow(this.expressionsOf(address)?.[argument], modules, 0, name).flatMap((found) =>
      this.instancesOf(found),
    );
    const key = instanceKey(address);
    // an instance references the instances with the same key
    const ownInstances = named.filter((each) => instanceKey(each) === key);
    return [...new Set(ownInstances.length > 0 ? ownInstances : named)];
  }

  /** Returns the instances of a referenced resource that have the keys of the reference. */
  private instancesOf(reference: string): readonly string[] {
    return (this.instances.get(withoutIndexes(reference)) ?? []).filter((each) => hasKeysOf(each, reference));
  }

  /**
   * Returns the address and attribute that the text at a path in the first blocks of an argument refers to:
   * `aws_kms_key.logs.arn`; `undefined` if it refers to no resource of the plan.
   */
  nestedReference(address: string, argument: string, path: readonly string[]): string | undefined {
    let expression = this.expressionsOf(address)?.[argument];
    for (const name of path) expression = objectOf([expression].flat()[0])[name];
    const { modules } = splitAddress(withoutIndexes(address));
    const [found, other] = this.follow(expression, modules, 0);
    if (found === undefined || other !== undefined) return undefined;
    const [instance = found, another] = this.instancesOf(found);
    if (another !== undefined) return undefined;
    const [first = ''] = [objectOf(expression).references ?? []].flat().map(String);
    const attribute = /^aws_\w+\.[\w-]+(?:\[[^\]]*\])?\.(\w+)$/.exec(first)?.[1];
    return attribute === undefined ? instance : `${instance}.${attribute}`;
  }

  /** Returns the address of the only data source of a type that an argument refers to. */
  referencedData(address: string, argument: string, type: string): string | undefined {
    const { modules } = splitAddress(withoutIndexes(address));
    const references = [objectOf(this.expressionsOf(address)?.[argument]).references ?? []]
      .flat()
      .map(String);
    const names = references.flatMap((reference) => {
      const [data, found, name] = withoutIndexes(reference).split('.');
      return data === 'data' && found === type && name !== undefined ? [name] : [];
    });
    const [name, another] = new Set(names);
    if (name === undefined || another !== undefined) return undefined;
    return [...modules.flatMap((each) => ['module', each]), 'data', type, name].join('.');
  }

  /** Returns the expressions of a resource by argument and block, without dynamic blocks. */
  expressionsOf(address: string): Json | undefined {
    const { modules, name } = splitAddress(withoutIndexes(address));
    return this.resourcesOf(modules).get(name);
  }

  /** Returns the expressions of a module's resources by their addresses in the module. */
  private resourcesOf(
    modules: readonly string[],
    member: 'expressions' | 'for_each_expression' = 'expressions',
  ): ReadonlyMap<string, Json> {
    const key = `${modules.join('.')} ${member}`;
    let expressionsByAddress = this.modules.get(key);
    if (!expressionsByAddress) {
      const resources = [this.moduleAt(modules)?.resources ?? []].flat().map(objectOf);
      expressionsByAddress = new Map(resources.map((each) => [String(each.address), objectOf(each[member])]));
      this.modules.set(key, expressionsByAddress);
    }
    return expressionsByAddress;
  }

  /**
   * Returns the addresses of all resources to which an expression refers, with the keys that the references contain.
   *
   * @param owner name of the resource in its module, to whose `for_each` `each.value` refers
   */
  private follow(expression: unknown, modules: readonly string[], depth: number, owner?: string): string[] {
    // the limit applies only to invalid plans: Terraform rejects circular references
    if (depth > 20) return [];
    const references = [objectOf(expression).references ?? []].flat().map(String);
    // Terraform lists `aws_vpc.v.id` and also `aws_vpc.v`
    const whole = references.filter(
      (each) => !references.some((other) => other.startsWith(`${each}.`) || other.startsWith(`${each}[`)),
    );
    return [...new Set(whole.flatMap((reference) => this.resolve(reference, modules, depth, owner)))];
  }

  private resolve(reference: string, modules: readonly string[], depth: number, owner?: string): string[] {
    const [first = '', second = '', third = ''] = partsOf(reference);
    const [firstName, secondName, thirdName] = [first, second, third].map(withoutIndexes);
    if (firstName === 'var') {
      const call = this.callOf(modules.map(withoutIndexes));
      return this.follow(objectOf(call?.expressions)[secondName ?? ''], modules.slice(0, -1), depth + 1);
    }
    if (firstName === 'each' && secondName === 'value' && owner !== undefined) {
      const forEach = this.resourcesOf(modules.map(withoutIndexes), 'for_each_expression').get(owner);
      return forEach ? this.follow(forEach, modules, depth + 1) : [];
    }
    if (firstName === 'module') {
      const inner = [...modules, second];
      const output = objectOf(objectOf(this.moduleAt(inner.map(withoutIndexes))?.outputs)[thirdName ?? '']);
      return this.follow(output.expression, inner, depth + 1);
    }
    const address = [...modules.flatMap((name) => ['module', name]), first, second].join('.');
    return this.instances.has(withoutIndexes(address)) ? [address] : [];
  }

  private moduleAt(modules: readonly string[]): Json | undefined {
    let module: Json | undefined = objectOf(this.configuration.root_module);
    for (const name of modules) {
      const call = objectOf(objectOf(module?.module_calls)[name]);
      module = call.module === undefined ? undefined : objectOf(call.module);
    }
    return module;
  }

  private callOf(modules: readonly string[]): Json | undefined {
    const name = modules.at(-1);
    if (name === undefined) return undefined;
    return objectOf(objectOf(this.moduleAt(modules.slice(0, -1))?.module_calls)[name]);
  }
}

/** Returns an address without the keys of instances. */
export const KEY = /\[(?:"(?:[^"\\]|\\.)*"|[^[\]"]*)\]/g;

/** Returns an address without the keys of instances. */
export function withoutIndexes(address: string): string {
  return address.replace(KEY, '');
}

/** Splits a reference at dots outside keys: `aws_vpc`, `v["a.b"]`, `id`. */
function partsOf(reference: string): string[] {
  const keys: string[] = [];
  const masked = reference.replace(KEY, (key) => `[${keys.push(key) - 1}]`);
  return masked.split('.').map((part) => part.replace(/\[(\d+)\]/g, (_, index) => keys[Number(index)] ?? ''));
}

/** Whether an instance has every key that a reference to it contains. A splat contains no key. */
function hasKeysOf(instance: string, reference: string): boolean {
  const [own, wanted] = [partsOf(instance), partsOf(reference)];
  return wanted.every((part, index) => {
    const key = part.slice(withoutIndexes(part).length);
    return key === '' || key === '[*]' || own[index] === part;
  });
}

function typeIn(address: string): string {
  return partsOf(address).at(-2) ?? '';
}

/** Returns the address of the module instance of a resource. */
function modulePathOf(address: string): string {
  return partsOf(address).slice(0, -2).join('.');
}

/** Splits an address into the names of its modules, outermost first, and the address in the innermost module. */
function splitAddress(address: string): { modules: string[]; name: string } {
  const parts = address.split('.');
  const modules: string[] = [];
  while (parts[0] === 'module') {
    modules.push(parts[1] as string);
    parts.splice(0, 2);
  }
  return { modules, name: parts.join('.') };
}

/** Returns the value of an argument, or of an argument in a single block: `block.argument`. Plans contain blocks as lists. */
export function valueAtPath(values: Json | undefined, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const [block, another] = [value].flat();
    return another === undefined ? objectOf(block)[name] : undefined;
  }, values);
}
