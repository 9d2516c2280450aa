import { objectOf } from '../../../aws/template/read-template';
import { withoutIndexes } from './plan-references';

type Json = Readonly<Record<string, unknown>>;

/** Finds the regions of the resources in a plan, by the configurations of their providers. */
export class PlanRegions {
  private readonly providers: Json;
  private readonly variables: Json;
  private readonly keys = new Map<string, string>();

  /** @param plan the parsed plan. Source: Terraform, "JSON Output Format" */
  constructor(plan: Json) {
    const { provider_config: providers, root_module: root } = objectOf(plan.configuration);
    this.providers = objectOf(providers);
    this.variables = objectOf(plan.variables);
    this.addModule(objectOf(root), '', 0);
  }

  /** Returns the region of a resource; `undefined` if the configuration of its provider does not state it. */
  regionOf(address: string): string | undefined {
    const key = this.keys.get(withoutIndexes(address));
    if (key === undefined) return undefined;
    // a module that declares no provider uses the one of its parent
    const provider = this.providers[key] ?? this.providers[key.replace(/^.*:/, '')];
    const region = objectOf(objectOf(objectOf(provider).expressions).region);
    if (typeof region.constant_value === 'string') return region.constant_value;
    const [reference, another] = [region.references ?? []].flat().map(String);
    const [, name] = /^var\.([^.[]+)$/.exec(reference ?? '') ?? [];
    if (name === undefined || another !== undefined) return undefined;
    const { value } = objectOf(this.variables[name]);
    return typeof value === 'string' ? value : undefined;
  }

  private addModule(module: Json, prefix: string, depth: number): void {
    // the limit applies only to invalid plans: a module cannot contain itself
    if (depth > 50) return;
    for (const each of [module.resources ?? []].flat().map(objectOf)) {
      this.keys.set(`${prefix}${String(each.address)}`, String(each.provider_config_key));
    }
    for (const [name, call] of Object.entries(objectOf(module.module_calls))) {
      this.addModule(objectOf(objectOf(call).module), `${prefix}module.${name}.`, depth + 1);
    }
  }
}
