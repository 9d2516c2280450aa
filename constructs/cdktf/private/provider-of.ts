import { Aspects, TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';

const CHOSEN = new WeakMap<IConstruct, TerraformProvider>();

/**
 * Sets the provider for all azurerm resources below a scope, for example an aliased provider of another subscription. The
 * innermost scope that sets one takes precedence. Resources of other providers keep theirs.
 */
export function useProvider(scope: Construct, provider: TerraformProvider | undefined): void {
  if (!provider) return;
  CHOSEN.set(scope, provider);
  Aspects.of(scope).add({
    visit(node) {
      if (isOfAzurerm(node)) node.provider ??= chosenFor(node);
    },
  });
}

/**
 * Sets the provider of a construct for a resource that the user created, such as a workspace: the given one, or that of the
 * resource, because it determines the subscription of the resource group.
 */
export function useProviderOf(scope: Construct, resource: object, provider?: TerraformProvider): void {
  useProvider(scope, provider ?? differentProvider(scope, resource));
}

function differentProvider(scope: Construct, resource: object): TerraformProvider | undefined {
  if (!Construct.isConstruct(resource)) return undefined;
  // a provider of another stack does not exist in this one
  if (TerraformStack.of(resource) !== TerraformStack.of(scope)) return undefined;
  const provider = providerOf(resource);
  return provider === providerOf(scope) ? undefined : provider;
}

const FALLBACK = new WeakMap<IConstruct, TerraformProvider>();

/** Sets the provider for the azurerm resources below a scope, if the stack has no provider without alias at synth. */
export function useIfNoDefault(scope: Construct, provider: TerraformProvider | undefined): void {
  if (!provider || FALLBACK.has(scope)) return;
  FALLBACK.set(scope, provider);
  Aspects.of(scope).add({
    visit(node) {
      if (!isOfAzurerm(node) || defaultProvider(TerraformStack.of(node))) return;
      // this aspect runs before those of the constructs within, which can select another provider
      node.provider ??= chosenFor(node) ?? provider;
    },
  });
}

/** Returns the azurerm provider of a scope: the selected one, or the default provider of the stack. */
export function providerOf(scope: IConstruct): TerraformProvider | undefined {
  return chosenFor(scope) ?? defaultProvider(TerraformStack.of(scope)) ?? nearest(FALLBACK, scope);
}

/** Default providers of stacks. A search for each resource would take quadratic time. */
const DEFAULTS = new WeakMap<TerraformStack, TerraformProvider>();

function defaultProvider(stack: TerraformStack): TerraformProvider | undefined {
  const known = DEFAULTS.get(stack);
  if (known) return known;
  // the app can add it later
  const found = azurermProviders(stack).find(({ alias }) => alias === undefined);
  if (found) DEFAULTS.set(stack, found);
  return found;
}

/** Returns the provider that a construct or the innermost construct around it selects: a resource by its own argument. */
export function chosenFor(scope: IConstruct): TerraformProvider | undefined {
  const ofResource = isOfAzurerm(scope) ? scope.provider : undefined;
  if (ofResource) return ofResource;
  return nearest(CHOSEN, scope);
}

function nearest(
  providers: WeakMap<IConstruct, TerraformProvider>,
  scope: IConstruct,
): TerraformProvider | undefined {
  return scope.node.scopes.map((each) => providers.get(each)).findLast((each) => each !== undefined);
}

/** Returns the azurerm providers of a scope's stack. */
export function azurermProviders(scope: IConstruct): TerraformProvider[] {
  return TerraformStack.of(scope)
    .node.findAll()
    .filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node))
    .filter(({ terraformResourceType }) => terraformResourceType === 'azurerm');
}

/** Returns the part of a construct id that represents an aliased provider; empty for the provider without alias. */
export function providerId(provider: TerraformProvider | undefined): string {
  return provider?.alias === undefined ? '' : `-${provider.alias}`;
}

function isOfAzurerm(node: IConstruct): node is TerraformResource | TerraformDataSource {
  if (!TerraformResource.isTerraformResource(node) && !TerraformDataSource.isTerraformDataSource(node)) {
    return false;
  }
  return node.terraformResourceType.startsWith('azurerm_');
}
