import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { parseResourceId } from '../../../azure/resource-id';
import { vaultOfKey } from '../../../azure/storage/key-id';
import type { CustomerKey } from '../flow-lake-props';
import { canonical, literalBehind } from './canonical-ids';
import { isKnown } from './known';
import { type ElementReference, referenceBehind } from './references';
import { differentProviders, differentSubscriptions } from './subscription-problems';

/** Arguments of a key vault resource. The name of the argument for roles differs between versions of azurerm. */
interface VaultInputs {
  readonly purgeProtectionEnabledInput?: unknown;
  readonly rbacAuthorizationEnabledInput?: unknown;
  readonly enableRbacAuthorizationInput?: unknown;
}

/**
 * Problems of the vault of a customer-managed key, as far as the app states them.
 *
 * Source: azurerm provider, source of `azurerm_storage_account`, which reads the vault in the provider's own subscription and
 * requires purge protection; Azure Storage documentation, "Configure customer-managed keys in an Azure key vault for an
 * existing storage account".
 */
export function keyVaultProblems(scope: Construct, key: CustomerKey): string[] {
  const vault = vaultBehind(scope, key);
  return [
    ...subscriptionProblems(scope, key, vault),
    ...nameProblems(scope, key),
    ...settingProblems(key, vault),
  ];
}

/** The vault, if it is a resource or data source of the app: that of `keyVaultId`, or that of the key. */
function vaultBehind(
  scope: Construct,
  { keyId, keyVaultId }: CustomerKey,
): ElementReference['element'] | undefined {
  const key = referenceBehind(scope, keyId)?.element;
  const { keyVaultIdInput } = (key ?? {}) as { readonly keyVaultIdInput?: string };
  const ofKey = key && keyVaultIdInput !== undefined ? referenceBehind(key, keyVaultIdInput) : undefined;
  const reference = (keyVaultId === undefined ? undefined : referenceBehind(scope, keyVaultId)) ?? ofKey;
  const { terraformResourceType: type } = (reference?.element ?? {}) as Partial<TerraformResource>;
  return type === 'azurerm_key_vault' ? reference?.element : undefined;
}

function subscriptionProblems(
  scope: Construct,
  { keyVaultId }: CustomerKey,
  vault: ElementReference['element'] | undefined,
): string[] {
  const id = keyVaultId === undefined ? undefined : literalBehind(scope, keyVaultId);
  const rule =
    'azurerm looks the vault up in the subscription of the storage account: use a vault in the subscription of the lake, or ' +
    'set the prop provider of the lake';
  const different = differentSubscriptions(scope, vault, id);
  if (different) {
    const { ours, theirs } = different;
    return [
      `has the encryptionKey of a vault in the subscription ${theirs}, but the subscription of the lake is ${ours}: ${rule}`,
    ];
  }
  const providers = vault && differentProviders(scope, vault);
  if (!providers) return [];
  const { provider, other } = providers;
  return [
    `has the encryptionKey of ${vault.node.path}, whose provider is ${other}, but the provider of the lake is ` +
      `${provider}: ${rule} to ${other}`,
  ];
}

function nameProblems(scope: Construct, { keyId, keyVaultId }: CustomerKey): string[] {
  const id = keyVaultId === undefined ? undefined : literalBehind(scope, keyVaultId);
  const [name] = (id && parseResourceId(id)?.names) || [];
  const ofKey = vaultOfKey(canonical(scope, keyId));
  if (name === undefined || ofKey === undefined || name.toLowerCase() === ofKey.toLowerCase()) return [];
  return [
    `has an encryptionKey whose keyId names the vault ${ofKey}, but whose keyVaultId names the vault ${name}, so the identity ` +
      'has no access to the key: set keyVaultId to the vault of the key',
  ];
}

function settingProblems(
  { keyVaultId }: CustomerKey,
  vault: ElementReference['element'] | undefined,
): string[] {
  if (!vault || !TerraformResource.isTerraformResource(vault)) return [];
  const inputs = vault as VaultInputs;
  const { path } = vault.node;
  const problems: string[] = [];
  if (isOff(inputs.purgeProtectionEnabledInput)) {
    problems.push(
      `has the encryptionKey of ${path}, which has no purge protection, so Azure rejects the key: set ` +
        'purgeProtectionEnabled: true on the vault',
    );
  }
  const { rbacAuthorizationEnabledInput, enableRbacAuthorizationInput } = inputs;
  if (keyVaultId !== undefined && isOff(rbacAuthorizationEnabledInput ?? enableRbacAuthorizationInput)) {
    problems.push(
      `has the encryptionKey of ${path}, which uses access policies, so the role of the identity has no effect: set ` +
        'rbacAuthorizationEnabled: true on the vault, or pass an identity with an access policy as identityId',
    );
  }
  return problems;
}

/** Whether a switch is known to be off, which is the default. */
function isOff(value: unknown): boolean {
  return isKnown(value) && value !== true;
}
