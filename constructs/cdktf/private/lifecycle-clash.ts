import type { Construct } from 'constructs';
import type { IStorageAccount } from '../azure-resources';
import { keyOf, resourcesOf } from './network-keys';

/**
 * Lifecycle rules of the app on a storage account that the retention of a flow log overwrites.
 *
 * Source: azurerm provider, `azurerm_network_watcher_flow_log`, on retention.
 */
export function lifecycleClashes(scope: Construct, { id }: IStorageAccount): string[] {
  return resourcesOf(scope.node.root, 'azurerm_storage_management_policy')
    .filter((policy) => keyOf(policy, String(policy.storageAccountIdInput)) === keyOf(scope, id))
    .map(
      ({ node }) =>
        `has a retention, which overwrites the lifecycle rules of ${node.path} on the same storage account: set ` +
        'retainForever: true to keep the rules, or remove the rules',
    );
}
