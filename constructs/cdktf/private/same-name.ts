import { TerraformResource } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { keyOf } from './network-keys';

/** Types of the providers whose resources can be flow logs. */
const TYPES = ['azurerm_network_watcher_flow_log', 'azapi_resource'];

/** Other flow logs of the app with the name and the network watcher of one. The later one reports the problem. */
export function sameNameProblems(scope: Construct, flowLogId: string): string[] {
  const key = keyOf(scope, flowLogId);
  if (!key.includes('/flowlogs/')) return [];
  const all = scope.node.root.node.findAll();
  const isOurs = (node: IConstruct) => node.node.scopes.includes(scope);
  const isFirst = all.findIndex(isOurs);
  return all
    .filter((node): node is TerraformResource & { readonly id: string } =>
      TerraformResource.isTerraformResource(node),
    )
    .filter(({ terraformResourceType }) => TYPES.includes(terraformResourceType))
    .filter((other) => !isOurs(other) && keyOf(other, other.id) === key)
    .filter((other) => all.indexOf(other) < isFirst)
    .map(
      ({ node }) =>
        `has the name and the network watcher of ${node.path}: Azure has one flow log per name and watcher, so the second ` +
        'one fails or replaces the first; set another flowLogName',
    );
}
