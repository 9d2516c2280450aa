import type { CoveredType } from '../covered-type';
import { managed, operations, PAGES } from '../source';

const ACCOUNT = 'Microsoft.Storage/storageAccounts';
const CONTAINER = `${ACCOUNT}/blobServices/containers`;

/** Storage accounts with what they contain. */
export const STORAGE: readonly CoveredType[] = [
  {
    type: 'azurerm_storage_account',
    restType: ACCOUNT,
    source: 'azurerm provider, storage_account_resource.go',
    // the provider also lists the keys, and ignores a refusal
    actions: [...managed(ACCOUNT), `${ACCOUNT}/blobServices/read`, `${ACCOUNT}/fileServices/read`],
    onSubscription: ['Microsoft.Storage/operations/read'],
    whenSet: [
      {
        argument: 'blob_properties',
        actions: [`${ACCOUNT}/blobServices/write`],
        source: 'azurerm provider, storage_account_resource.go',
      },
      {
        argument: 'share_properties',
        actions: [`${ACCOUNT}/fileServices/write`],
        source: 'azurerm provider, storage_account_resource.go',
      },
      {
        // the provider lists the vaults of the subscription to find the one of the key
        argument: 'customer_managed_key.key_vault_key_id',
        level: 'subscription',
        actions: ['Microsoft.KeyVault/vaults/read'],
        source: 'azurerm provider, storage_account_resource.go',
      },
    ],
    linked: [
      {
        argument: 'network_rules.virtual_network_subnet_ids',
        actions: ['Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action'],
        source: PAGES.NETWORKING,
      },
      {
        argument: 'identity.identity_ids',
        actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
        source: PAGES.IDENTITY,
      },
    ],
  },
  // templates declare the properties of services as resources
  ...['blobServices', 'fileServices', 'queueServices'].map((service) => ({
    type: `${ACCOUNT}/${service}`,
    restType: `${ACCOUNT}/${service}`,
    source: PAGES.STORAGE,
    actions: operations(`${ACCOUNT}/${service}`, 'read', 'write'),
  })),
  {
    type: 'azurerm_storage_container',
    restType: CONTAINER,
    source: 'azurerm provider, storage_container_resource.go',
    parent: 'storage_account_id',
    actions: [...managed(CONTAINER), `${ACCOUNT}/read`],
  },
  {
    type: 'azurerm_storage_queue',
    restType: `${ACCOUNT}/queueServices/queues`,
    source: 'azurerm provider, storage_queue_resource.go',
    parent: 'storage_account_id',
    actions: [...managed(`${ACCOUNT}/queueServices/queues`), `${ACCOUNT}/read`],
  },
  {
    type: 'azurerm_storage_blob',
    source: 'azurerm provider, storage_blob_resource.go',
    parent: 'storage_container_id',
    actions: [`${ACCOUNT}/read`],
    dataActions: [...managed(`${CONTAINER}/blobs`), `${CONTAINER}/blobs/add/action`],
  },
  {
    type: 'azurerm_storage_management_policy',
    restType: `${ACCOUNT}/managementPolicies`,
    source: 'azurerm provider, storage_management_policy_resource.go',
    parent: 'storage_account_id',
    actions: managed(`${ACCOUNT}/managementPolicies`),
  },
  {
    type: 'data.azurerm_storage_account',
    source: 'azurerm provider, storage_account_data_source.go',
    actions: operations(ACCOUNT, 'read'),
  },
  {
    type: 'data.azurerm_key_vault',
    source: 'azurerm provider, key_vault_data_source.go',
    actions: ['Microsoft.KeyVault/vaults/read'],
  },
];
