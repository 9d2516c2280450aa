import type { Construct, IConstruct } from 'constructs';
import { AppResources } from './app-resources';
import { keyOf } from './network-keys';

/** Types of the providers whose resources can be flow logs. */
const TYPES = ['azurerm_network_watcher_flow_log', 'azapi_resource'];

/**
 * Other flow logs of the app with the name and the network watcher of one. The later one reports the problem, or the one that
 * can.
 *
 * @param all the constructs that report
 */
export function sameNameProblems(scope: Construct, flowLogId: string, all: readonly IConstruct[]): string[] {
  const key = keyOf(scope, flowLogId);
  if (!key.includes('/flowlogs/')) return [];
  const app = AppResources.of(scope.node.root);
  return TYPES.flatMap((type) => app.ofType(type))
    .filter((other) => app.keyOf(other) === key)
    .filter((other) => !other.node.scopes.includes(scope))
    .filter((other) => app.isLater(scope, other) || !all.some((each) => other.node.scopes.includes(each)))
    .map(
      ({ node }) =>
        `has the name and the network watcher of ${node.path}: Azure has one flow log per name and watcher, so the second ` +
        'one fails or replaces the first; set another flowLogName',
    );
}
