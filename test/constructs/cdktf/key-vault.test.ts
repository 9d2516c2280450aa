import { DataAzurermKeyVault } from '@cdktf/provider-azurerm/lib/data-azurerm-key-vault';
import { KeyVault, type KeyVaultConfig } from '@cdktf/provider-azurerm/lib/key-vault';
import { KeyVaultKey } from '@cdktf/provider-azurerm/lib/key-vault-key';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { type CustomerKey, FlowLake } from '../../../constructs/cdktf';
import { azureId } from '../../support/azure-ids';
import { newStack, problemsOf } from '../../support/terraform-stacks';

const OURS = '00000000-0000-0000-0000-000000000001';
const THEIRS = '00000000-0000-0000-0000-000000000002';
const VAULT_ID = azureId('Microsoft.KeyVault', 'vaults/vault');
const KEY_ID = 'https://vault.vault.azure.net/keys/logs';
const IDENTITY_ID = azureId('Microsoft.ManagedIdentity', 'userAssignedIdentities/key-user');
const RULE =
  'azurerm looks the vault up in the subscription of the storage account: use a vault in the subscription of the lake, or set ' +
  'the prop provider of the lake';

function found(encryptionKey: CustomerKey, stack: TerraformStack): string {
  new FlowLake(stack, 'Lake', { location: 'westeurope', encryptionKey });
  return problemsOf(stack);
}

function newVault(stack: TerraformStack, config: Partial<KeyVaultConfig> = {}): KeyVault {
  return new KeyVault(stack, 'vault', {
    name: 'vault',
    location: 'westeurope',
    resourceGroupName: 'keys',
    tenantId: THEIRS,
    skuName: 'standard',
    purgeProtectionEnabled: true,
    rbacAuthorizationEnabled: true,
    ...config,
  });
}

function newKey(stack: TerraformStack, keyVaultId: string): KeyVaultKey {
  return new KeyVaultKey(stack, 'key', {
    name: 'logs',
    keyVaultId,
    keyType: 'RSA',
    keySize: 2048,
    keyOpts: ['wrapKey', 'unwrapKey'],
  });
}

function aliased(stack: TerraformStack, subscriptionId?: string): AzurermProvider {
  return new AzurermProvider(stack, 'keys', { features: [{}], alias: 'keys', subscriptionId });
}

describe('the vault of a key', () => {
  test('can be in the subscription of the lake', () => {
    const stack = newStack({ subscriptionId: OURS });
    expect(found({ keyId: KEY_ID, keyVaultId: VAULT_ID }, stack)).toBe('');
  });

  test('cannot be in another subscription', () => {
    const stack = newStack({ subscriptionId: THEIRS });
    expect(found({ keyId: KEY_ID, keyVaultId: VAULT_ID }, stack)).toBe(
      `[network/Lake] has the encryptionKey of a vault in the subscription ${OURS}, but the subscription of the lake is ${THEIRS}: ${RULE}`,
    );
  });

  test.each(['keyVaultId', 'identityId'])('cannot be a resource of another subscription, with %s', (prop) => {
    const stack = newStack({ subscriptionId: OURS });
    const vault = newVault(stack, { provider: aliased(stack, THEIRS) });
    const { versionlessId: keyId } = newKey(stack, vault.id);
    const key = prop === 'keyVaultId' ? { keyId, keyVaultId: vault.id } : { keyId, identityId: IDENTITY_ID };
    expect(found(key, stack)).toBe(
      `[network/Lake] has the encryptionKey of a vault in the subscription ${THEIRS}, but the subscription of the lake is ${OURS}: ${RULE}`,
    );
  });

  test('cannot have another provider, if the subscriptions are known only at deployment', () => {
    const stack = newStack();
    const vault = new DataAzurermKeyVault(stack, 'vault', {
      name: 'vault',
      resourceGroupName: 'keys',
      provider: aliased(stack, new TerraformVariable(stack, 'keys-subscription', {}).stringValue),
    });
    expect(found({ keyId: KEY_ID, keyVaultId: vault.id }, stack)).toBe(
      `[network/Lake] has the encryptionKey of network/vault, whose provider is network/keys, but the provider of the lake is network/azurerm: ${RULE} to network/keys`,
    );
  });

  test('can have another provider of the same subscription', () => {
    const stack = newStack({ subscriptionId: OURS });
    const vault = newVault(stack, { provider: aliased(stack, OURS.toUpperCase()) });
    expect(found({ keyId: KEY_ID, keyVaultId: vault.id }, stack)).toBe('');
  });

  test('can be known only at deployment', () => {
    const stack = newStack({ subscriptionId: OURS });
    const keyVaultId = new TerraformVariable(stack, 'vault-id', {}).stringValue;
    expect(found({ keyId: KEY_ID, keyVaultId }, stack)).toBe('');
  });

  test.each([undefined, false])('needs purge protection: %s', (purgeProtectionEnabled) => {
    const stack = newStack();
    const vault = newVault(stack, { purgeProtectionEnabled });
    const problem =
      '[network/Lake] has the encryptionKey of network/vault, which has no purge protection, so Azure rejects the key: set ' +
      'purgeProtectionEnabled: true on the vault';
    expect(found({ keyId: newKey(stack, vault.id).id, identityId: IDENTITY_ID }, stack)).toBe(problem);
  });

  test('needs roles instead of access policies for a new identity', () => {
    const problem =
      '[network/Lake] has the encryptionKey of network/vault, which uses access policies, so the role of the identity has no ' +
      'effect: set rbacAuthorizationEnabled: true on the vault, or pass an identity with an access policy as identityId';
    for (const config of [{ rbacAuthorizationEnabled: undefined }, { rbacAuthorizationEnabled: false }]) {
      const stack = newStack();
      const { id } = newVault(stack, config);
      expect(found({ keyId: KEY_ID, keyVaultId: id }, stack)).toBe(problem);
    }
    const stack = newStack();
    const { id } = newVault(stack, { rbacAuthorizationEnabled: undefined, enableRbacAuthorization: true });
    expect(found({ keyId: KEY_ID, keyVaultId: id }, stack)).toBe('');
    const other = newStack();
    const vault = newVault(other, { rbacAuthorizationEnabled: false });
    expect(found({ keyId: newKey(other, vault.id).id, identityId: IDENTITY_ID }, other)).toBe('');
  });

  test('must be that of the key', () => {
    const stack = newStack();
    const keyId = 'https://other.vault.azure.net/keys/logs';
    expect(found({ keyId, keyVaultId: VAULT_ID }, stack)).toBe(
      '[network/Lake] has an encryptionKey whose keyId names the vault other, but whose keyVaultId names the vault vault, so ' +
        'the identity has no access to the key: set keyVaultId to the vault of the key',
    );
  });
});
