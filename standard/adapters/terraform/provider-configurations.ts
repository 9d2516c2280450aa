import { objectOf } from '../../../aws/template/read-template';
import { withoutIndexes } from './plan-references';

type Json = Readonly<Record<string, unknown>>;

/** The provider configurations of a plan. Source: Terraform, "JSON Output Format". */
export class ProviderConfigurations {
  private readonly configurations: Json;
  private readonly variables: Json;
  /** Keys of the configurations by the addresses of resources. */
  private readonly keys = new Map<string, string>();

  /** @param plan the parsed plan */
  constructor(plan: Json) {
    const { provider_config: configurations, root_module: root } = objectOf(plan.configuration);
    this.configurations = objectOf(configurations);
    this.variables = objectOf(plan.variables);
    this.addModule(objectOf(root), '', 0);
  }

  /** Returns the name of the configuration that manages a resource; `undefined` if the plan does not contain the resource. */
  nameFor(address: string): string | undefined {
    const key = this.keys.get(withoutIndexes(address));
    // a module that declares no provider uses the one of its parent
    return key === undefined || key in this.configurations ? key : key.replace(/^.*:/, '');
  }

  /** Returns the configuration with a name; empty if there is none. */
  configuration(name: string): Json {
    return objectOf(this.configurations[name]);
  }

  /** Returns the constant of an expression, or the value of the variable that it is; `undefined` for other expressions. */
  valueOf(expression: unknown): unknown {
    const { constant_value: constant, references } = objectOf(expression);
    if (constant !== undefined) return constant;
    const [reference = '', another] = [references ?? []].flat().map(String);
    const [, variable] = /^var\.([^.[]+)$/.exec(reference) ?? [];
    return variable === undefined || another !== undefined
      ? undefined
      : objectOf(this.variables[variable]).value;
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
