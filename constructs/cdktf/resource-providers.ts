import { ResourceProviderRegistration } from '@cdktf/provider-azurerm/lib/resource-provider-registration';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { REGISTERED_BY_AZURERM } from '../../azure/resource-providers';
import { isKnown } from './private/known';
import { ProviderNeeds } from './private/provider-needs';
import { providerId } from './private/provider-of';
import type { Settings } from './private/provider-registrations';

/**
 * Registers the required resource providers with Terraform resources instead of the list in the provider block. Such a
 * resource fails if the namespace is already registered, and destroying it unregisters the namespace for the whole
 * subscription. Each provider must set `resourceProviderRegistrations`. It registers the namespaces in the subscription of
 * each provider that needs them.
 *
 * @example
 * new ResourceProviders(stack, 'ResourceProviders');
 */
export class ResourceProviders extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    ProviderNeeds.of(this).registerBy({
      register: (namespaces, provider) => this.register(namespaces, provider),
      problems: (provider) => this.problems(provider),
    });
  }

  private register(
    namespaces: readonly string[],
    provider: TerraformProvider,
  ): ResourceProviderRegistration[] {
    const byAzurerm = REGISTERED_BY_AZURERM[registrationsOf(provider) ?? 'none'] ?? [];
    return namespaces
      .filter((name) => !byAzurerm.includes(name))
      .map((name) => {
        const id = `${name}${providerId(provider)}`;
        const found = this.node.tryFindChild(id) as ResourceProviderRegistration | undefined;
        const aliased = provider.alias === undefined ? undefined : provider;
        return found ?? new ResourceProviderRegistration(this, id, { name, provider: aliased });
      });
  }

  private problems(provider: TerraformProvider): string[] {
    const registrations = registrationsOf(provider);
    if (!isKnown(registrations)) {
      return [
        `resourceProviderRegistrations of provider ${provider.node.path} is known only after deployment, but it selects what ` +
          `${this.node.path} creates: set 'core' or 'none'`,
      ];
    }
    if (registrations !== undefined) return [];
    return [
      `${this.node.path} creates registrations as resources, which fails for namespaces that the provider registers, and ` +
        `azurerm 4 and 5 register different ones: set resourceProviderRegistrations: 'core' (or 'none') in ${provider.node.path}`,
    ];
  }
}

function registrationsOf(provider: Settings): string | undefined {
  return provider.resourceProviderRegistrations;
}
