import { ResourceProviderRegistration } from '@cdktf/provider-azurerm/lib/resource-provider-registration';
import { Construct } from 'constructs';
import { REGISTERED_BY_AZURERM } from '../../azure/resource-providers';
import { ProviderNeeds } from './private/provider-needs';
import { providerOf } from './private/provider-of';
import type { Settings } from './private/provider-registrations';

/**
 * Registers what flow logs need by resources of Terraform, instead of the list in the provider's block. Think twice:
 * such a resource fails where the namespace is registered already, and its removal unregisters the namespace for all
 * of the subscription. The provider must say what it registers by itself.
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
      `${this.node.path} registers by resources, which fails for what the provider registers by itself, and that is ` +
        "not the same in azurerm 4 and 5: say which, with resourceProviderRegistrations: 'core' (or 'none') in the provider",
    ];
  }

  private registrations(): string | undefined {
    return (providerOf(this) as Settings | undefined)?.resourceProviderRegistrations;
  }
}
