import { Aspects, TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';

const CHOSEN = new WeakMap<IConstruct, TerraformProvider>();

/** Sets the provider for all resources below a scope, for example an aliased provider of another subscription. */
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

/** Returns the azurerm provider of a scope: the selected one, or the default provider of the stack. */
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
