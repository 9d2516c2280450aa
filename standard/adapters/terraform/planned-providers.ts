import { objectOf } from '../../../aws/template/read-template';
import type { DeployedProvider } from '../../../azure/deployer/deployed-resource';
import { withoutIndexes } from './plan-references';

type Json = Readonly<Record<string, unknown>>;

/** The configurations of the azurerm provider in a plan. Source: Terraform, "JSON Output Format". */
export class PlannedProviders {
  private readonly configurations: Json;
  private readonly variables: Json;
  /** Keys of the configurations by the addresses of resources. */
  private readonly keys = new Map<string, string>();
  private readonly providers = new Map<string, DeployedProvider>();

  constructor(
    plan: Json,
    private readonly subscription: string | undefined,
  ) {
    const { provider_config: configurations, root_module: root } = objectOf(plan.configuration);
    this.configurations = objectOf(configurations);
    this.variables = objectOf(plan.variables);
    this.addModule(objectOf(root), '', 0);
  }

  /** Returns the configuration that manages a resource. */
  of(address: string): DeployedProvider {
    const key = this.keys.get(withoutIndexes(address)) ?? 'azurerm';
    // a module that declares no provider uses the one of its parent
    const name = key in this.configurations ? key : key.replace(/^.*:/, '');
    const known = this.providers.get(name);
    if (known !== undefined) return known;
    const provider = this.read(name);
    this.providers.set(name, provider);
    return provider;
  }

  private read(name: string): DeployedProvider {
    const { expressions, version_constraint: version } = objectOf(this.configurations[name]);
    const text = (argument: string) => {
      const value = this.valueOf(objectOf(expressions)[argument]);
      return typeof value === 'string' ? value : undefined;
    };
    const subscription = text('subscription_id') ?? this.subscription;
    const isAzurerm = /(^|:)azurerm(\.|$)/.test(name);
    const isFour = typeof version !== 'string' || /^\D*[0-4]\b/.test(version);
    const registers = [this.valueOf(objectOf(expressions).resource_providers_to_register) ?? []].flat();
    const registrations = text('resource_provider_registrations') ?? (isFour ? 'legacy' : 'none');
    return {
      name,
      ...(subscription !== undefined && { subscription }),
      registrations: isAzurerm ? registrations : 'none',
      registers: registers.filter((each) => typeof each === 'string'),
      isTemplate: false,
      readsStorageData: isAzurerm && isFour && !this.isDataPlaneOff(objectOf(expressions).features),
    };
  }

  /** Returns a constant, or the value of a variable. */
  private valueOf(expression: unknown): unknown {
    const { constant_value: constant, references } = objectOf(expression);
    if (constant !== undefined) return constant;
    const [reference = '', another] = [references ?? []].flat().map(String);
    const [, variable] = /^var\.([^.[]+)$/.exec(reference) ?? [];
    return variable === undefined || another !== undefined
      ? undefined
      : objectOf(this.variables[variable]).value;
  }

  private isDataPlaneOff(features: unknown): boolean {
    return [features ?? []]
      .flat()
      .flatMap((each) => [objectOf(each).storage ?? []].flat())
      .some((each) => this.valueOf(objectOf(each).data_plane_available) === false);
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
