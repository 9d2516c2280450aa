import type { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { type TerraformProvider, Token } from 'cdktf';

/** The settings of a provider that this looks at; bindings that people generate have them, too. */
export type Settings = TerraformProvider &
  Partial<
    Pick<
      AzurermProvider,
      'resourceProviderRegistrations' | 'resourceProvidersToRegister' | 'storageUseAzuread' | 'features'
    >
  >;

/** Adds namespaces to the list in the provider's block: it is idempotent, and never unregisters anything. */
export function registerInProvider(provider: Settings, namespaces: readonly string[]): void {
  const listed = listedIn(provider);
  if (listed === undefined) return;
  provider.resourceProvidersToRegister = [...listed, ...namespaces.filter((each) => !listed.includes(each))];
}

/** Why namespaces can not be added to the provider's block, with the line to add. */
export function registrationProblems(provider: Settings, namespaces: readonly string[]): string[] {
  const problems: string[] = [];
  if (listedIn(provider) === undefined) {
    problems.push(
      `resourceProvidersToRegister of provider ${provider.node.path} is known only when deployed, so nothing can be ` +
        `added to it: let it have ${JSON.stringify(namespaces)}`,
    );
  }
  if ((provider as { readonly skipProviderRegistrationInput?: unknown }).skipProviderRegistrationInput) {
    problems.push(
      `provider ${provider.node.path} says skipProviderRegistration, so it registers nothing, and azurerm 5 does not ` +
        "know it: say resourceProviderRegistrations: 'none' instead",
    );
  }
  return problems;
}

function listedIn({ resourceProvidersToRegister: listed = [] }: Settings): string[] | undefined {
  return Token.isUnresolved(listed) ? undefined : listed;
}
