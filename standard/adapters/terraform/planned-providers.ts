import { objectOf } from '../../../aws/template/read-template';
import type { DeployedProvider } from '../../../azure/deployer/deployed-resource';
import { ProviderConfigurations } from './provider-configurations';

/** The configurations of the azurerm provider in a plan. Source: Terraform, "JSON Output Format". */
export class PlannedProviders {
  private readonly configurations: ProviderConfigurations;
  private readonly providers = new Map<string, DeployedProvider>();

  constructor(
    plan: Readonly<Record<string, unknown>>,
    private readonly subscription: string | undefined,
  ) {
    this.configurations = new ProviderConfigurations(plan);
  }

  /** Returns the configuration that manages a resource. */
  of(address: string): DeployedProvider {
    const name = this.configurations.nameFor(address) ?? 'azurerm';
    const known = this.providers.get(name);
    if (known !== undefined) return known;
    const provider = this.read(name);
    this.providers.set(name, provider);
    return provider;
  }

  private read(name: string): DeployedProvider {
    const { expressions, version_constraint: version } = this.configurations.configuration(name);
    const text = (argument: string) => {
      const value = this.configurations.valueOf(objectOf(expressions)[argument]);
      return typeof value === 'string' ? value : undefined;
    };
    const subscription = text('subscription_id') ?? this.subscription;
    const isAzurerm = /(^|:)azurerm(\.|$)/.test(name);
    const isFour = typeof version !== 'string' || /^\D*[0-4]\b/.test(version);
    const registers = [
      this.configurations.valueOf(objectOf(expressions).resource_providers_to_register) ?? [],
    ].flat();
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

  private isDataPlaneOff(features: unknown): boolean {
    return [features ?? []]
      .flat()
      .flatMap((each) => [objectOf(each).storage ?? []].flat())
      .some((each) => this.configurations.valueOf(objectOf(each).data_plane_available) === false);
  }
}
