import { createHash } from 'node:crypto';
import { type ArmAnswer, refusal } from './arm-answer';
import { keyOf } from './arm-id';
import { principalOf, withPrincipals } from './managed-identity';
import type { ArmResource, Json, ResourceStore } from './resource-store';
import { type Behaviours, propertiesOf, type Write, withDecided, withDefaults } from './type-behaviour';

const SERVICES = ['blob', 'dfs', 'file', 'queue', 'table', 'web'];
const VERSIONS = ['2025-08-01'];
/** Each service of an account has one instance. */
const DEFAULT = ['default'];
const VAULT = 'microsoft.keyvault/vaults';

/** Documents of customer-managed keys. */
const KEY_DOCUMENT = 'Azure/bicep issue 16601; terraform-azurerm-avm-res-storage-storageaccount issue 364';
const PURGE_DOCUMENT = 'Configure customer-managed keys in the same tenant for a new storage account';

/** Microsoft.Storage: accounts with their endpoints and keys, and the services that come with each. */
export const STORAGE: Behaviours = {
  'Microsoft.Storage/storageAccounts': {
    versions: VERSIONS,
    documents: [KEY_DOCUMENT, PURGE_DOCUMENT],
    refuse: (write) => refuseName(write) ?? refuseKey(write),
    complete: ({ id, body, store }) =>
      withDecided(withDefaults(withPrincipals(id.id, body, store), { supportsHttpsTrafficOnly: true }), {
        primaryEndpoints: Object.fromEntries(
          SERVICES.map((service) => [service, `https://${id.name}.${service}.core.windows.net/`]),
        ),
        primaryLocation: body.location,
        statusOfPrimary: 'available',
      }),
    actions: {
      listkeys: ({ id }) => ({
        keys: ['key1', 'key2'].map((keyName) => ({
          keyName,
          permissions: 'FULL',
          value: createHash('sha512').update(`${id}/${keyName}`).digest('base64'),
        })),
      }),
    },
  },
  'Microsoft.Storage/storageAccounts/blobServices': {
    versions: VERSIONS,
    names: DEFAULT,
    standing: () => ({ deleteRetentionPolicy: { enabled: false } }),
  },
  'Microsoft.Storage/storageAccounts/fileServices': {
    versions: VERSIONS,
    names: DEFAULT,
    standing: () => ({ shareDeleteRetentionPolicy: { enabled: true, days: 7 } }),
  },
  'Microsoft.Storage/storageAccounts/queueServices': {
    versions: VERSIONS,
    names: DEFAULT,
    standing: () => ({}),
  },
  'Microsoft.Storage/storageAccounts/queueServices/queues': { versions: VERSIONS, deletedStatus: 204 },
  'Microsoft.Storage/storageAccounts/tableServices': {
    versions: VERSIONS,
    names: DEFAULT,
    standing: () => ({}),
  },
  'Microsoft.Storage/storageAccounts/tableServices/tables': { versions: VERSIONS },
  'Microsoft.Storage/storageAccounts/blobServices/containers': {
    versions: VERSIONS,
    complete: ({ body }) => withDefaults(body, { hasImmutabilityPolicy: false, hasLegalHold: false }),
  },
  'Microsoft.Storage/storageAccounts/managementPolicies': { versions: VERSIONS, names: DEFAULT },
};

/** The account of a name, which is unique in the cloud. */
export function accountNamed(name: string, store: ResourceStore): ArmResource | undefined {
  return store
    .list('microsoft.storage/storageaccounts', '')
    .find((account) => account.name.toLowerCase() === name.toLowerCase());
}

function refuseName({ id, store }: Write): ArmAnswer | undefined {
  const document = 'Resolve errors for storage account names';
  if (!/^[a-z0-9]{3,24}$/.test(id.name))
    return refusal(400, 'AccountNameInvalid', `${id.name} is not a valid storage account name.`, document);
  const other = accountNamed(id.name, store);
  if (other === undefined || keyOf(other.id) === keyOf(id.id)) return undefined;
  const message = `The storage account named ${id.name} is already taken.`;
  return refusal(409, 'StorageAccountAlreadyTaken', message, document);
}

/** The identity of an account must be able to use the key, in a vault that cannot lose it. */
function refuseKey({ body, store, cloud }: Write): ArmAnswer | undefined {
  const encryption = propertiesOf(body).encryption as Encryption | undefined;
  const { keyvaulturi, keyname } = encryption?.keyvaultproperties ?? {};
  if (encryption?.keySource?.toLowerCase() !== 'microsoft.keyvault' || keyvaulturi === undefined)
    return undefined;
  const vault = store
    .list(VAULT, '')
    .find(({ properties }) => keyOf(String(properties.vaultUri)) === keyOf(keyvaulturi));
  const identity = encryption.identity?.userAssignedIdentity ?? '';
  const roles = ['Key Vault Crypto Service Encryption User'];
  if (
    vault === undefined ||
    !cloud.roles.has(principalOf(identity, store), `${vault.id}/keys/${keyname}`, roles)
  ) {
    const message = 'The operation failed because of authentication issue on the keyvault.';
    return refusal(403, 'KeyVaultAuthenticationFailure', message, KEY_DOCUMENT);
  }
  if (vault.properties.enablePurgeProtection === true) return undefined;
  const message = `The key vault ${keyvaulturi} has no purge protection.`;
  return refusal(400, 'KeyVaultPolicyError', message, PURGE_DOCUMENT);
}

interface Encryption extends Json {
  readonly keySource?: string;
  readonly keyvaultproperties?: { readonly keyvaulturi?: string; readonly keyname?: string };
  readonly identity?: { readonly userAssignedIdentity?: string };
}
