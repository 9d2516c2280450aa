import type { Construct } from 'constructs';
import { flowLogAccountProblems } from '../../../azure/storage/flow-log-account';
import type { IStorageAccount } from '../azure-resources';
import { isKnown } from './known';
import { keyOf, resourcesOf } from './network-keys';

/** Problems of firewall rules that the app sets on a storage account with a separate resource. */
export function firewallProblems(scope: Construct, { id }: IStorageAccount): string[] {
  return resourcesOf(scope.node.root, 'azurerm_storage_account_network_rules')
    .filter((rules) => keyOf(rules, String(rules.storageAccountIdInput)) === keyOf(scope, id))
    .flatMap(({ node, defaultActionInput, bypassInput }) => {
      // Azure adds AzureServices if the list is omitted
      if (!isKnown(bypassInput)) return [];
      const firewall = {
        defaultAction: String(defaultActionInput),
        bypass: bypassInput as string[] | undefined,
      };
      return flowLogAccountProblems({ firewall }).map((problem) => `${problem} (in ${node.path})`);
    });
}
