import { Aspects, dependable, type IAspect, type TerraformResource, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { NetworkWatcherConfig } from '../network-watcher';
import { canonical, subscriptionPath } from './canonical-ids';
import { ElementGraph } from './element-graph';
import { resourcesOf } from './network-keys';

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

/** Key of a watcher whose name is known only after deployment: it can be that of any flow log. */
const ANY_WATCHER = 'watcher ?';

/**
 * Creates, changes and deletes the flow logs of a stack one after the other if they share a watcher or a storage account:
 * in parallel, Network Watcher fails with `InternalServerError` or `AnotherOperationInProgress`, and each flow log with a
 * retention writes the lifecycle rules of the account. azurerm serializes only flow logs of one target.
 *
 * Source: azurerm issues 13703, 14152 and 14745; azure-rest-api-specs issue 17240.
 */
export class FlowLogOrder implements IAspect {
  /** Returns the order of a scope's stack. */
  static of(scope: IConstruct): FlowLogOrder {
    const stack = TerraformStack.of(scope);
    const found = OF_STACKS.get(stack);
    if (found) return found;
    const order = new FlowLogOrder(stack);
    OF_STACKS.set(stack, order);
    Aspects.of(stack).add(order);
    return order;
  }

  private readonly own: OrderedFlowLog[] = [];

  private constructor(private readonly stack: TerraformStack) {}

  /** Adds a flow log that a construct created. */
  add(resource: TerraformResource, shared: SharedByFlowLogs): void {
    this.own.push({ resource, ...shared, isOwn: true });
  }

  visit(node: IConstruct): void {
    if (node !== this.stack) return;
    const groups = sharingGroups([...this.others(), ...this.own]).filter(isOrderable);
    if (groups.length === 0) return;
    // one order for all groups, so that dependencies of several groups cannot form a circle
    const graph = new ElementGraph(this.stack);
    const order = inOrder(groups.flat(), graph);
    for (const group of groups) {
      chain(
        order.filter((each) => group.includes(each)),
        graph,
      );
    }
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

const OF_STACKS = new WeakMap<TerraformStack, FlowLogOrder>();

/** Returns keys of watcher and account. Flow logs with an equal key share one. Azure compares names case-insensitively. */
function keysOf({ resource, watcher, storageAccountId }: OrderedFlowLog): string[] {
  const account = canonical(resource, storageAccountId).toLowerCase();
  const [group, name] = [watcher.resourceGroupName, watcher.name].map((each) => canonical(resource, each));
  const id = `${subscriptionPath(resource)}/${group}/${name}`.toLowerCase();
  return [`account ${account}`, name?.includes('${') ? ANY_WATCHER : `watcher ${id}`];
}

/** Groups flow logs that share a key, directly or through others. */
function sharingGroups(all: readonly OrderedFlowLog[]): OrderedFlowLog[][] {
  const groups: OrderedFlowLog[][] = [];
  const keys = new Map(all.map((each) => [each, keysOf(each)]));
  for (const each of all) {
    const meeting = groups.filter((group) =>
      group.some((other) => isShared(keys.get(each), keys.get(other))),
    );
    for (const group of meeting) groups.splice(groups.indexOf(group), 1);
    groups.push([...meeting.flat(), each]);
  }
  return groups;
}

function isShared(some: readonly string[] = [], others: readonly string[] = []): boolean {
  return (
    [some, others].some((keys) => keys.includes(ANY_WATCHER)) || some.some((key) => others.includes(key))
  );
}

function isOrderable(group: readonly OrderedFlowLog[]): boolean {
  return group.length > 1 && group.some(({ isOwn }) => isOwn);
}

/** Sorts by the dependencies of the app, and otherwise in the order of construction. */
function inOrder(all: readonly OrderedFlowLog[], graph: ElementGraph): OrderedFlowLog[] {
  const open = all.map((each) => ({ each, requires: graph.requirementsOf(each.resource) }));
  const ordered: OrderedFlowLog[] = [];
  while (open.length > 0) {
    const free = open.findIndex(({ requires }) => !open.some(({ each }) => requires.has(each.resource)));
    // without a free one there is a circle, which Terraform reports
    ordered.push(...open.splice(Math.max(free, 0), 1).map(({ each }) => each));
  }
  return ordered;
}

/** Makes each flow log depend on those before it, from the last one with these dependencies. */
function chain(ordered: readonly OrderedFlowLog[], graph: ElementGraph): void {
  let before: TerraformResource[] = [];
  for (const { resource, isOwn } of ordered) {
    if (isOwn) {
      const required = graph.requirementsOf(resource);
      const added = before.filter((each) => !required.has(each)).map((each) => dependable(each));
      if (added.length > 0) resource.dependsOn = [...(resource.dependsOn ?? []), ...added];
      before = [];
    }
    before.push(resource);
  }
}
