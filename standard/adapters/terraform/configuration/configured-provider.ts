import { objectOf } from '../../../../aws/template/read-template';
import type { DeployedProvider } from '../../../../azure/deployer/deployed-resource';
import type { Environment } from '../expression/evaluate';
import { plainValue } from '../expression/plain-value';
import { evaluateJson } from './evaluate-body';
import type { ModuleFiles } from './module-files';

/** The configurations of the azurerm provider in a root module, by name: `azurerm`, `azurerm.security`. */
export class ConfiguredProviders {
  private readonly providers = new Map<string, DeployedProvider>();

  constructor(
    private readonly files: ModuleFiles,
    private readonly environment: Environment,
    private readonly subscription: string | undefined,
  ) {}

  /** Returns a configuration. One that the module does not declare has default values. */
  at(name: string): DeployedProvider {
    const found = this.providers.get(name);
    if (found !== undefined) return found;
    const provider = this.read(name);
    this.providers.set(name, provider);
    return provider;
  }

  private read(name: string): DeployedProvider {
    const [local, alias] = name.split('.');
    const block = (this.files.blocks.get('provider') ?? []).find(
      ({ labels, body }) => labels[0] === local && (body.alias ?? undefined) === alias,
    );
    const body = block?.body ?? {};
    const text = (argument: string) => {
      const value = this.plain(body[argument]);
      return typeof value === 'string' && !value.includes('${') ? value : undefined;
    };
    const subscription = text('subscription_id') ?? this.subscription;
    const registers = [this.plain(body.resource_providers_to_register) ?? []].flat();
    return {
      name,
      ...(subscription !== undefined && { subscription }),
      registrations:
        local === 'azurerm' ? (text('resource_provider_registrations') ?? this.defaultSet) : 'none',
      registers: registers.filter((each) => typeof each === 'string'),
      isTemplate: false,
      readsStorageData: this.isFour && !this.isDataPlaneOff(body.features),
    };
  }

  private plain(json: unknown): unknown {
    return json === undefined ? undefined : plainValue(evaluateJson(json, this.environment)).value;
  }

  /** `features.storage.data_plane_available` is false. */
  private isDataPlaneOff(features: unknown): boolean {
    const blocks = (json: unknown) => [this.plain(json) ?? []].flat().map(objectOf);
    return blocks(features)
      .flatMap(({ storage }) => [storage ?? []].flat().map(objectOf))
      .some(({ data_plane_available: isAvailable }) => isAvailable === false);
  }

  /** Source: azurerm provider, "5.0 Upgrade Guide": the default set was `legacy`, and is `none`. */
  private get defaultSet(): string {
    return this.isFour ? 'legacy' : 'none';
  }

  private get isFour(): boolean {
    const versions = (this.files.blocks.get('terraform') ?? [])
      .flatMap(({ body }) => [body.required_providers ?? []].flat().map(objectOf))
      .map(({ azurerm }) => objectOf(this.plain(azurerm)).version)
      .filter((version) => typeof version === 'string');
    return versions.length === 0 || versions.some((version) => /^\D*[0-4]\b/.test(version));
  }
}
