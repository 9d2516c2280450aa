import type { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { type TerraformProvider, Token } from 'cdktf';

/** The provider settings that the constructs read and write. Generated bindings have them as well. */
export type Settings = TerraformProvider &
  Partial<
    Pick<
      AzurermProvider,
      'resourceProviderRegistrations' | 'resourceProvidersToRegister' | 'storageUseAzuread' | 'features'
    >
  >;

/** Adds namespaces to the list in the provider block. The list is idempotent and never unregisters a namespace. */
export function registerInProvider(provider: Settings, namespaces: readonly string[]): void {
  const listed = listedIn(provider);
  if (listed === undefined) return;
  provider.resourceProvidersToRegister = [...listed, ...namespaces.filter((each) => !listed.includes(each))];
}

/** Settings that prevent this, each with the line to change. */
export function registrationProblems(provider: Settings, namespaces: readonly string[]): string[] {
  const problems: string[] = [];
  if (listedIn(provider) === undefined) {
    problems.push(
      `resourceProvidersToRegister of provider ${provider.node.path} is known only after deployment, so the construct ` +
        `cannot extend it: add ${JSON.stringify(namespaces)}`,
    );
  }
  if ((provider as { readonly skipProviderRegistrationInput?: unknown }).skipProviderRegistrationInput) {
    problems.push(
      `provider ${provider.node.path} sets skipProviderRegistration, so it registers nothing, and azurerm 5 does not ` +
        "support the argument: set resourceProviderRegistrations: 'none' instead",
    );
  }
  return problems;
}

function listedIn({ resourceProvidersToRegister: listed = [] }: Settings): string[] | undefined {
  return Token.isUnresolved(listed) ? undefined : listed;
}
