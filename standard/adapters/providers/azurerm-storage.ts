import { known, type StorageFact, unknown } from '../../facts';
import { storageLifecycle } from './azurerm-lifecycle';
import { type DeclaredResource, type DeclaredResources, textOf } from './declared-resource';

/** Returns how a storage account stores the blobs of its containers, and how long they are readable without a restore. */
export function azurermStorage(
  account: DeclaredResource,
  containers: readonly string[],
  all: DeclaredResources,
): StorageFact & Pick<ReturnType<typeof storageLifecycle>, 'hotRetention'> {
  return {
    ...storageLifecycle(policiesOf(account, all), containers),
    storageClass: textOf(account, 'access_tier'),
    redundancy: textOf(account, 'account_replication_type'),
  };
}

/** Returns the management policies of a storage account. */
export function policiesOf(account: DeclaredResource, all: DeclaredResources): readonly DeclaredResource[] {
  const name = textOf(account, 'name');
  // azure-native refers to an account by its name
  const ownName = name.known && name.value !== undefined ? known(name.value) : unknown('it is not set');
  return all.referencing('azurerm_storage_management_policy', 'storage_account_id', account, ownName);
}
