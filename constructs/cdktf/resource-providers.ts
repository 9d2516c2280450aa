import { ResourceProviderRegistration } from '@cdktf/provider-azurerm/lib/resource-provider-registration';
import { Construct } from 'constructs';
import { REGISTERED_BY_AZURERM } from '../../azure/resource-providers';
import { ProviderNeeds } from './private/provider-needs';
import { providerOf } from './private/provider-of';
import type { Settings } from './private/provider-registrations';

/**
 * Registers the required resource providers with Terraform resources instead of the list in the provider block. Such a
 * resource fails if the namespace is already registered, and destroying it unregisters the namespace for the whole
 * subscription. The provider must set `resourceProviderRegistrations`.
 *
 * @example
 * new ResourceProviders(stack, 'ResourceProviders');
 */
export class ResourceProviders extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    ProviderNeeds.of(this).registerBy({
      register: (namespaces) => this.register(namespaces),
      problems: () => this.problems(),
    });
  }

  private register(namespaces: readonly string[]): ResourceProviderRegistration[] {
    const byAzurerm = REGISTERED_BY_AZURERM[this.registrations() ?? 'none'] ?? [];
    return namespaces
      .filter((name) => !byAzurerm.includes(name))
      .map((name) => {
        const found = this.node.tryFindChild(name) as ResourceProviderRegistration | undefined;
        return found ?? new ResourceProviderRegistration(this, name, { name });
      });
  }

  private problems(): string[] {
    if (this.registrations() !== undefined) return [];
    return [
      `${this.node.path} creates registrations as resources, which fails for namespaces that the provider registers, and ` +
        "azurerm 4 and 5 register different ones: set resourceProviderRegistrations: 'core' (or 'none') in the provider",
    ];
  }

  private registrations(): string | undefined {
    return (providerOf(this) as Settings | undefined)?.resourceProviderRegistrations;
  }
}
