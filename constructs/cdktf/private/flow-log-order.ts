import { type IAspect, type TerraformResource, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { NetworkWatcherConfig } from '../network-watcher';
import { canonical, subscriptionPath } from './canonical-ids';
import { resourcesOf } from './network-keys';
import { oncePerStack } from './once-per-stack';
import { ANY_KEY, orderSharing } from './sharing-order';

/** What a flow log shares with others. */
export interface SharedByFlowLogs {
  readonly watcher: NetworkWatcherConfig;
  readonly storageAccountId: string;
}

/** A flow log of a stack. */
interface OrderedFlowLog extends SharedByFlowLogs {
  readonly resource: TerraformResource;
  /** Whether the constructs created it, so that they may add dependencies. */
  readonly isOwn: boolean;
}

/**
 * Creates, changes and deletes the flow logs of a stack one after the other if they share a watcher or a storage account:
 * in parallel, Network Watcher fails with `InternalServerError` or `AnotherOperationInProgress`, and each flow log with a
 * retention writes the lifecycle rules of the account. azurerm serializes only flow logs of one target.
 *
 * Source: azurerm issues 13703, 14152 and 14745; azure-rest-api-specs issue 17240.
 */
export class FlowLogOrder implements IAspect {
  /** Returns the order of a scope's stack. */
  static readonly of = oncePerStack((stack) => new FlowLogOrder(stack));

  private readonly own: OrderedFlowLog[] = [];

  private constructor(private readonly stack: TerraformStack) {}

  /** Adds a flow log that a construct created. */
  add(resource: TerraformResource, shared: SharedByFlowLogs): void {
    this.own.push({ resource, ...shared, isOwn: true });
  }

  visit(node: IConstruct): void {
    if (node !== this.stack) return;
    const all = [...this.others(), ...this.own];
    orderSharing(
      this.stack,
      all.map((each) => ({ resource: each.resource, keys: keysOf(each), isOwn: each.isOwn })),
    );
  }

  /** Flow logs that the user created with the bindings of azurerm. */
  private others(): OrderedFlowLog[] {
    const own = this.own.map(({ resource }) => resource);
    return resourcesOf(this.stack, 'azurerm_network_watcher_flow_log')
      .filter((resource) => !own.includes(resource) && TerraformStack.of(resource) === this.stack)
      .map((resource) => {
        const { networkWatcherNameInput, resourceGroupNameInput, storageAccountIdInput } = resource;
        const watcher = {
          name: String(networkWatcherNameInput),
          resourceGroupName: String(resourceGroupNameInput),
        };
        return { resource, watcher, storageAccountId: String(storageAccountIdInput), isOwn: false };
      });
  }
}

/** Returns keys of watcher and account. Flow logs with an equal key share one. Azure compares names case-insensitively. */
function keysOf({ resource, watcher, storageAccountId }: OrderedFlowLog): string[] {
  const account = canonical(resource, storageAccountId).toLowerCase();
  const [group, name] = [watcher.resourceGroupName, watcher.name].map((each) => canonical(resource, each));
  const id = `${subscriptionPath(resource)}/${group}/${name}`.toLowerCase();
  return [`account ${account}`, name?.includes('${') ? ANY_KEY : `watcher ${id}`];
}
