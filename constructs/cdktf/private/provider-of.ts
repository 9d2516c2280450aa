import { Aspects, TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';

const CHOSEN = new WeakMap<IConstruct, TerraformProvider>();

/** Lets everything below a scope use a provider, which may be an aliased one of another subscription. */
export function useProvider(scope: Construct, provider: TerraformProvider | undefined): void {
  if (!provider) return;
  CHOSEN.set(scope, provider);
  Aspects.of(scope).add({
    visit(node) {
      if (!TerraformResource.isTerraformResource(node) && !TerraformDataSource.isTerraformDataSource(node))
        return;
      node.provider ??= provider;
    },
  });
}

/** The azurerm provider that a scope uses: the one chosen for it, or the stack's default one. */
export function providerOf(scope: IConstruct): TerraformProvider | undefined {
  const chosen = scope.node.scopes.map((each) => CHOSEN.get(each)).findLast((each) => each !== undefined);
  return chosen ?? azurermProviders(TerraformStack.of(scope)).find(({ alias }) => alias === undefined);
}

function azurermProviders(stack: TerraformStack): TerraformProvider[] {
  return stack.node
    .findAll()
    .filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node))
    .filter(({ terraformResourceType }) => terraformResourceType === 'azurerm');
}
