import type { Construct } from 'constructs';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { keyOf, resourcesOf } from './network-keys';

/**
 * Locks of the app that keep a flow log from being made on a target.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", on resource locks.
 */
export function lockProblems(scope: Construct, { id }: FlowLogTargetConfig): string[] {
  return resourcesOf(scope.node.root, 'azurerm_management_lock')
    .filter(({ lockLevelInput }) => lockLevelInput === 'ReadOnly')
    .filter((lock) => keyOf(lock, String(lock.scopeInput)) === keyOf(scope, id))
    .map(
      ({ node }) =>
        `is on what ${node.path} locks read-only: Azure makes no flow log there; lock it as CanNotDelete, or make the ` +
        'flow log before the lock',
    );
}
