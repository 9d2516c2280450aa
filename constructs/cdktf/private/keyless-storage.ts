import type { AzurermProviderFeatures } from '@cdktf/provider-azurerm/lib/provider';
import { type TerraformElement, TerraformResource, type TerraformStack, Token } from 'cdktf';
import { providerOf } from './provider-of';
import type { Settings } from './provider-registrations';

/**
 * Configures a provider for storage accounts without keys behind a firewall: it authenticates by identity and does not call
 * the data plane of the accounts.
 *
 * Source: azurerm provider, `azurerm_storage_account` (shared_access_key_enabled) and "The Features Block".
 */
export function makeKeyless(provider: Settings): void {
  if (provider.storageUseAzuread === undefined) provider.storageUseAzuread = true;
  const features = featuresOf(provider);
  if (!features || dataPlaneOf(features) !== undefined) return;
  provider.features = [{ ...features, storage: [{ dataPlaneAvailable: false }] }];
}

/** Settings of a provider that prevent this, each with the line to change. */
export function keylessProblems(provider: Settings, stack: TerraformStack): string[] {
  const { path } = provider.node;
  const problems: string[] = [];
  const features = featuresOf(provider);
  if (provider.storageUseAzuread === false) {
    problems.push(
      `provider ${path} sets storageUseAzuread: false, but the storage accounts of flow logs have no keys: remove the setting`,
    );
  }
  if (!features) {
    problems.push(
      `features of provider ${path} are known only after deployment, so the construct cannot extend them: add ` +
        'storage: [{ dataPlaneAvailable: false }]',
    );
  } else if (dataPlaneOf(features) === true) {
    problems.push(
      `provider ${path} sets features.storage.dataPlaneAvailable: true, but the storage accounts of flow logs are ` +
        'behind a firewall that the provider cannot pass: remove the setting',
    );
  }
  const conflicts = accountsWithDataPlane(stack, provider).map(({ node }) => node.path);
  if (features && dataPlaneOf(features) === false && conflicts.length > 0) {
    problems.push(
      `${conflicts.join(', ')} has queue properties or a static website, which azurerm 4 sets through the data plane. ` +
        'The storage accounts of flow logs require a provider without it: pass a separate provider to the lake ' +
        "(provider: new AzurermProvider(this, 'lake', { alias: 'lake', ... }))",
    );
  }
  return problems;
}

function featuresOf({ features }: Settings): AzurermProviderFeatures | undefined {
  if (features === undefined) return {};
  if (!Array.isArray(features) || Token.isUnresolved(features)) return undefined;
  return features[0] ?? {};
}

function dataPlaneOf({ storage }: AzurermProviderFeatures): unknown {
  return Array.isArray(storage) ? storage[0]?.dataPlaneAvailable : undefined;
}

/** Storage accounts of the app whose settings azurerm 4 writes through the data plane. */
function accountsWithDataPlane(stack: TerraformStack, provider: Settings): TerraformElement[] {
  return stack.node
    .findAll()
    .filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node))
    .filter(({ terraformResourceType: type }) => type === 'azurerm_storage_account')
    .filter((account) => providerOf(account) === provider)
    .filter((account) => {
      const { queuePropertiesInput, staticWebsiteInput } = account as unknown as Record<string, unknown>;
      return queuePropertiesInput !== undefined || staticWebsiteInput !== undefined;
    });
}
