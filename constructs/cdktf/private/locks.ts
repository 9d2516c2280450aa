import type { Construct } from 'constructs';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { keyOf, resourcesOf } from './network-keys';

/**
 * Locks of the app that prevent the creation of a flow log on a target.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", on resource locks.
 */
export function lockProblems(scope: Construct, { id }: FlowLogTargetConfig): string[] {
  return resourcesOf(scope.node.root, 'azurerm_management_lock')
    .filter(({ lockLevelInput }) => lockLevelInput === 'ReadOnly')
    .filter((lock) => keyOf(lock, String(lock.scopeInput)) === keyOf(scope, id))
    .map(
      ({ node }) =>
        `has a target that ${node.path} locks read-only, so Azure rejects the flow log: use the lock level CanNotDelete, ` +
        'or create the flow log before the lock',
    );
}
