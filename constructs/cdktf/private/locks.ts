import { type TerraformResource, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { ResourceType } from '../../../azure/resource-type';
import type { FlowLogTargetConfig } from '../flow-log-target';
import type { NetworkWatcherConfig } from '../network-watcher';
import { armId, canonical } from './canonical-ids';
import { isWithin, keyOf, resourcesOf } from './network-keys';
import { referenceBehind } from './references';

/**
 * Locks of the app that prevent the creation of a flow log: on its target, on its network watcher, or on a resource, resource
 * group or subscription that contains one of them.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", on resource locks; Azure Resource Manager
 * documentation, "Lock your resources to protect your infrastructure", on inheritance.
 */
export function lockProblems(
  scope: Construct,
  target: FlowLogTargetConfig,
  watcher: NetworkWatcherConfig,
): string[] {
  const targetKey = keyOf(scope, target.id);
  const watcherKey = keyOf(scope, watcherId(scope, watcher));
  return resourcesOf(scope.node.root, 'azurerm_management_lock')
    .filter((lock) => lock.lockLevelInput === 'ReadOnly' && !isCreatedAfter(lock, scope))
    .flatMap((lock) => {
      const lockKey = keyOf(lock, String(lock.scopeInput));
      if (isWithin(targetKey, lockKey)) return [problem('target', lock, targetKey === lockKey)];
      return isWithin(watcherKey, lockKey) ? [problem('network watcher', lock, watcherKey === lockKey)] : [];
    });
}

function problem(what: string, { node }: TerraformResource, isItself: boolean): string {
  return (
    `has a ${what} that ${node.path} locks read-only${isItself ? '' : ', because it locks what contains it'}, so Azure ` +
    'rejects the flow log: use the lock level CanNotDelete, or add the flow log to dependsOn of the lock'
  );
}

function watcherId(scope: Construct, { name, resourceGroupName }: NetworkWatcherConfig): string {
  const [group, watcher] = [canonical(scope, resourceGroupName), canonical(scope, name)];
  return armId(scope, group, ResourceType.NETWORK_WATCHER, watcher);
}

/** Whether a lock depends on a resource of the flow log. */
function isCreatedAfter(lock: TerraformResource, scope: Construct): boolean {
  return (lock.dependsOn ?? []).some((address) => {
    const { element } = Token.isUnresolved(address) ? (referenceBehind(lock, address) ?? {}) : {};
    return element?.node.scopes.includes(scope) ?? false;
  });
}
