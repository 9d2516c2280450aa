import { NetworkWatcher as NetworkWatcherResource } from '@cdktf/provider-azurerm/lib/network-watcher';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { NETWORK_WATCHER_GROUP, NETWORK_WATCHER_PREFIX } from '../../azure/network-watcher';
import { throwProblems } from '../throw-problems';
import type { IResourceGroup } from './azure-resources';
import { canonical, subscriptionOf } from './private/canonical-ids';
import { type Region, regionName, rendered } from './private/expressions';
import { chosenFor, providerId } from './private/provider-of';

/** The network watcher that a flow log belongs to. */
export interface NetworkWatcherConfig {
  /** Name of the watcher. */
  readonly name: string;

  /** Name of its resource group. */
  readonly resourceGroupName: string;
}

/**
 * The network watcher of a region. Azure allows one per region and subscription.
 *
 * @example
 * new VnetFlowLogs(stack, 'FlowLogs', { network, networkWatcher: NetworkWatcher.create(resourceGroup) });
 */
export abstract class NetworkWatcher {
  /**
   * The watcher that Azure creates with the first virtual network of a region: `NetworkWatcher_<region>` in
   * `NetworkWatcherRG`. Terraform refers to it by name, so it can be created in the same deployment as the network. The
   * flow log fails if it does not exist (a subscription that opted out): use `create`.
   *
   * Source: Azure Network Watcher documentation, "Enable or disable Azure Network Watcher".
   */
  static existing(): NetworkWatcher {
    return new Existing();
  }

  /**
   * A new watcher per region and provider, in the resource group. Azure rejects it if the region of the subscription
   * already has one: `NetworkWatcherCountLimitReached`.
   */
  static create(resourceGroup: IResourceGroup): NetworkWatcher {
    return new Created(resourceGroup);
  }

  /** An existing watcher with another name. */
  static named(name: string, resourceGroupName: string): NetworkWatcher {
    return new Named({ name, resourceGroupName });
  }

  /** Returns the watcher of a region in the subscription of a scope. `create` creates one per provider and region. */
  abstract bind(scope: Construct, region: Region): NetworkWatcherConfig;
}

class Existing extends NetworkWatcher {
  override bind(_scope: Construct, region: Region): NetworkWatcherConfig {
    return { name: nameIn(region), resourceGroupName: NETWORK_WATCHER_GROUP };
  }
}

class Created extends NetworkWatcher {
  constructor(private readonly resourceGroup: IResourceGroup) {
    super();
  }

  override bind(scope: Construct, region: Region): NetworkWatcherConfig {
    const stack = TerraformStack.of(scope);
    const provider = chosenFor(scope);
    const { name: resourceGroupName } = this.resourceGroup;
    throwProblems(scope, groupProblems(scope, this.resourceGroup));
    const id = `NetworkWatcher-${region.id}${providerId(provider)}`;
    const found = stack.node.tryFindChild(id) as NetworkWatcherResource | undefined;
    if (!found) {
      const { location } = region;
      return new NetworkWatcherResource(stack, id, {
        name: nameIn(region),
        resourceGroupName,
        location,
        provider,
      });
    }
    const group = String(found.resourceGroupNameInput);
    if (canonical(stack, group) !== canonical(stack, resourceGroupName)) {
      throwProblems(scope, [
        `NetworkWatcher.create receives the resource group ${shown(stack, resourceGroupName)}, but ${found.node.path} ` +
          `creates the watcher of the region in ${shown(stack, group)}, and Azure allows one per region and ` +
          'subscription: use one resource group, or set the prop provider for another subscription',
      ]);
    }
    return found;
  }
}

class Named extends NetworkWatcher {
  constructor(private readonly config: NetworkWatcherConfig) {
    super();
  }

  override bind(): NetworkWatcherConfig {
    return this.config;
  }
}

/** A resource group of another subscription, in which the watcher of this one cannot be created. */
function groupProblems(scope: Construct, group: IResourceGroup): string[] {
  if (!Construct.isConstruct(group)) return [];
  const [ours, theirs] = [subscriptionOf(scope), subscriptionOf(group)];
  if (ours === undefined || theirs === undefined || ours === theirs) return [];
  if (ours.includes('${') || theirs.includes('${')) return [];
  return [
    `NetworkWatcher.create receives the resource group ${group.node.path} of the subscription ${theirs}, but the flow log ` +
      `is in ${ours}: pass a resource group of that subscription`,
  ];
}

function nameIn(region: Region): string {
  return `${NETWORK_WATCHER_PREFIX}${regionName(region)}`;
}

function shown(scope: Construct, value: string): string {
  return JSON.stringify(rendered(scope, value));
}
