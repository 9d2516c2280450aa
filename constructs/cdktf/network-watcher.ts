import { DataAzurermNetworkWatcher } from '@cdktf/provider-azurerm/lib/data-azurerm-network-watcher';
import { NetworkWatcher as NetworkWatcherResource } from '@cdktf/provider-azurerm/lib/network-watcher';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { NETWORK_WATCHER_GROUP, NETWORK_WATCHER_PREFIX } from '../../azure/network-watcher';
import type { IResourceGroup } from './azure-resources';
import { type Region, regionId, regionName } from './private/expressions';

/** The network watcher that a flow log belongs to. */
export interface NetworkWatcherConfig {
  readonly name: string;
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
   * `NetworkWatcherRG`. `terraform plan` fails if it does not exist (a new subscription, or one that opted out).
   */
  static existing(): NetworkWatcher {
    return new Existing();
  }

  /** A new watcher. Azure rejects it if the region already has one: `NetworkWatcherCountLimitReached`. */
  static create(resourceGroup: IResourceGroup): NetworkWatcher {
    return new Created(resourceGroup);
  }

  /** An existing watcher with another name. */
  static named(name: string, resourceGroupName: string): NetworkWatcher {
    return new Named({ name, resourceGroupName });
  }

  /** Returns the watcher of a region, one per stack. */
  abstract bind(scope: Construct, region: Region): NetworkWatcherConfig;
}

class Existing extends NetworkWatcher {
  override bind(scope: Construct, region: Region): NetworkWatcherConfig {
    return onceFor(scope, region, (stack, id) => {
      const name = `${NETWORK_WATCHER_PREFIX}${regionName(region)}`;
      return new DataAzurermNetworkWatcher(stack, id, { name, resourceGroupName: NETWORK_WATCHER_GROUP });
    });
  }
}

class Created extends NetworkWatcher {
  constructor(private readonly resourceGroup: IResourceGroup) {
    super();
  }

  override bind(scope: Construct, region: Region): NetworkWatcherConfig {
    return onceFor(scope, region, (stack, id) => {
      const { name: resourceGroupName } = this.resourceGroup;
      const name = `${NETWORK_WATCHER_PREFIX}${regionName(region)}`;
      return new NetworkWatcherResource(stack, id, { name, resourceGroupName, location: region.location });
    });
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

function onceFor<T extends NetworkWatcherConfig>(
  scope: Construct,
  region: Region,
  make: (stack: TerraformStack, id: string) => T & Construct,
): NetworkWatcherConfig {
  const stack = TerraformStack.of(scope);
  const id = `NetworkWatcher-${regionId(region)}`;
  const found = stack.node.tryFindChild(id) as (T & Construct) | undefined;
  return found ?? make(stack, id);
}
