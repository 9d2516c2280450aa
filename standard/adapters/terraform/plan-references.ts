import { objectOf } from '../../../aws/template/read-template';
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

  /** Returns the address of the only resource that an argument references; `undefined` for none or several. */
  referencedAddress(address: string, argument: string): string | undefined {
    const { modules } = splitAddress(withoutIndexes(address));
    const found = this.follow(this.expressionsOf(address)?.[argument], modules, 0);
    if (found === undefined) return undefined;
    const instances = this.instances.get(found) ?? [];
    if (instances.length === 1) return instances[0];
    // an instance references the instance with the same key
    const key = instanceKey(address);
    return instances.find((each) => key !== '' && each.endsWith(key));
  }

  /** Returns the addresses of all resources that the expression of an argument names, with those of their instances. */
  namedResources(address: string, argument: string): string[] {
    const { modules } = splitAddress(withoutIndexes(address));
    const { references } = objectOf(this.expressionsOf(address)?.[argument]);
    const named = [references ?? []]
      .flat()
      .map((reference) => this.resolve(String(reference), modules, 0))
      .flatMap((found) => (found === undefined ? [] : (this.instances.get(found) ?? [])));
    const key = instanceKey(address);
    // an instance references the instances with the same key
    const ownInstances = named.filter((each) => instanceKey(each) === key);
    return [...new Set(ownInstances.length > 0 ? ownInstances : named)];
  }

  /** Returns the expressions of a resource by argument and block, without dynamic blocks. */
  expressionsOf(address: string): Json | undefined {
    const { modules, name } = splitAddress(withoutIndexes(address));
    return this.resourcesOf(modules).get(name);
  }

  /** Returns the expressions of a module's resources by their addresses in the module. */
  private resourcesOf(modules: readonly string[]): ReadonlyMap<string, Json> {
    const key = modules.join('.');
    let expressionsByAddress = this.modules.get(key);
    if (!expressionsByAddress) {
      const resources = [this.moduleAt(modules)?.resources ?? []].flat().map(objectOf);
      expressionsByAddress = new Map(
        resources.map(({ address, expressions }) => [String(address), objectOf(expressions)]),
      );
      this.modules.set(key, expressionsByAddress);
    }
    return expressionsByAddress;
  }

  private follow(expression: unknown, modules: readonly string[], depth: number): string | undefined {
    // the limit applies only to invalid plans: Terraform rejects circular references
    if (depth > 20) return undefined;
    const references = [objectOf(expression).references ?? []].flat().map(String);
    for (const reference of references) {
      const found = this.resolve(reference, modules, depth);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private resolve(reference: string, modules: readonly string[], depth: number): string | undefined {
    const [first = '', second = '', third = ''] = withoutIndexes(reference).split('.');
    if (first === 'var') {
      const call = this.callOf(modules);
      return this.follow(objectOf(call?.expressions)[second], modules.slice(0, -1), depth + 1);
    }
    if (first === 'module') {
      const inner = [...modules, second];
      const output = objectOf(objectOf(this.moduleAt(inner)?.outputs)[third]);
      return this.follow(output.expression, inner, depth + 1);
    }
    const address = [...modules.flatMap((name) => ['module', name]), first, second].join('.');
    return this.instances.has(address) ? address : undefined;
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
export function withoutIndexes(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^[\]"]*)\]/g, '');
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
