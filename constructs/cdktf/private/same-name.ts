import type { Construct } from 'constructs';
import { AppResources } from './app-resources';
import { keyOf } from './network-keys';

/** Types of the providers whose resources can be flow logs. */
const TYPES = ['azurerm_network_watcher_flow_log', 'azapi_resource'];

/** Other flow logs of the app with the name and the network watcher of one. The later one reports the problem. */
export function sameNameProblems(scope: Construct, flowLogId: string): string[] {
  const key = keyOf(scope, flowLogId);
  if (!key.includes('/flowlogs/')) return [];
  const app = AppResources.of(scope.node.root);
  return TYPES.flatMap((type) => app.ofType(type))
    .filter((other) => app.keyOf(other) === key)
    .filter((other) => !other.node.scopes.includes(scope) && app.isLater(scope, other))
    .map(
      ({ node }) =>
        `has the name and the network watcher of ${node.path}: Azure has one flow log per name and watcher, so the second ` +
        'one fails or replaces the first; set another flowLogName',
    );
}
