import type { Construct } from 'constructs';
import type { IStorageAccount } from '../azure-resources';
import { keyOf, resourcesOf } from './network-keys';

/**
 * Lifecycle rules that the app sets on a storage account, which the retention of a flow log would overwrite.
 *
 * Source: azurerm provider, `azurerm_network_watcher_flow_log`, on retention.
 */
export function lifecycleClashes(scope: Construct, { id }: IStorageAccount): string[] {
  return resourcesOf(scope.node.root, 'azurerm_storage_management_policy')
    .filter((policy) => keyOf(policy, String(policy.storageAccountIdInput)) === keyOf(scope, id))
    .map(
      ({ node }) =>
        `has a retention, which overwrites the lifecycle rules of ${node.path} on the same storage account: say ` +
        'retainForever: true and let the rules delete, or remove the rules',
    );
}
