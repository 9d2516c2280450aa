import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import type { Construct } from 'constructs';
import { recordTypesText } from '../../../azure/flow-log/record-type';
import {
  FLOW_LOG_API_VERSION,
  FLOW_LOG_TYPE,
  type RestAnalytics,
  restFlowLog,
} from '../../../azure/flow-log/rest-flow-log';
import type { Retention } from '../../../azure/flow-log/retention';
import { ResourceType } from '../../../azure/resource-type';
import type { IStorageAccount } from '../azure-resources';
import type { NetworkWatcherConfig } from '../network-watcher';
import type { VnetFlowLogsProps } from '../vnet-flow-logs-props';
import { AzapiResource } from './azapi';
import { type Region, regionName } from './expressions';
import { subscriptionIdOf } from './names';

/** Settings of a flow log that both providers have. */
export interface FlowLogSettings {
  readonly name: string;
  readonly watcher: NetworkWatcherConfig;
  readonly region: Region;
  readonly targetResourceId: string;
  readonly storageAccount: IStorageAccount;
  readonly enabled: boolean;
  readonly retentionPolicy: Retention;
  readonly trafficAnalytics: RestAnalytics | undefined;
  readonly tags: { readonly [name: string]: string } | undefined;
}

/** Settings of a flow log that azurerm lacks up to 5.2. Source: azurerm provider, `azurerm_network_watcher_flow_log`. */
export type AzapiSettings = Pick<VnetFlowLogsProps, 'filter' | 'recordTypes' | 'identity'>;

/** The resource of a flow log. */
export type FlowLogResource = NetworkWatcherFlowLog | AzapiFlowLog;

/** Version 1 counts neither bytes nor packets. */
const VERSION = 2;

/** Creates the flow log, with azapi if it has a setting that azurerm lacks. */
export function flowLogResource(
  scope: Construct,
  settings: FlowLogSettings,
  more: AzapiSettings,
): FlowLogResource {
  const isAzapi = [more.filter, more.recordTypes, more.identity].some((each) => each !== undefined);
  if (isAzapi) return new AzapiFlowLog(scope, settings, more);
  const {
    name,
    watcher,
    targetResourceId,
    storageAccount,
    enabled,
    retentionPolicy,
    trafficAnalytics,
    tags,
  } = settings;
  return new NetworkWatcherFlowLog(scope, ID, {
    name,
    networkWatcherName: watcher.name,
    resourceGroupName: watcher.resourceGroupName,
    targetResourceId,
    storageAccountId: storageAccount.id,
    enabled,
    version: VERSION,
    retentionPolicy,
    trafficAnalytics,
    tags,
  });
}

/** Id of the resource. Both providers use the same one, so that its addresses differ by the type only. */
const ID = 'Resource';

/** A flow log of the azapi provider. It takes over the state of azurerm's flow log at the same place of the app. */
class AzapiFlowLog extends AzapiResource {
  constructor(scope: Construct, settings: FlowLogSettings, { filter, recordTypes, identity }: AzapiSettings) {
    const { name, watcher, region, storageAccount, tags } = settings;
    const location = regionName(region);
    const { identityId, dependsOn } = identity?.bind(scope, { storageAccount, location }) ?? {};
    super(scope, ID, {
      type: `${FLOW_LOG_TYPE}@${FLOW_LOG_API_VERSION}`,
      name,
      parentId: watcherId(scope, watcher),
      location,
      identityIds: identityId === undefined ? undefined : [identityId],
      body: {
        properties: restFlowLog({
          ...settings,
          storageAccountId: storageAccount.id,
          version: VERSION,
          filter: filter?.toString(),
          recordTypes: recordTypes && recordTypesText(recordTypes),
        }),
      },
      tags,
      dependsOn,
    });
  }

  override toTerraform() {
    const { from, to } = this.move;
    return { ...super.toTerraform(), moved: [{ from, to }] };
  }

  override toHclTerraform() {
    const { from, to } = this.move;
    const reference = (value: string) => ({
      value,
      isBlock: false,
      type: 'simple',
      storageClassType: 'reference',
    });
    return { ...super.toHclTerraform(), moved: [{ from: reference(from), to: reference(to) }] };
  }

  /** Without an earlier flow log of azurerm, Terraform ignores the statement. */
  private get move() {
    const id = this.friendlyUniqueId;
    return { from: `azurerm_network_watcher_flow_log.${id}`, to: `${this.terraformResourceType}.${id}` };
  }
}

/** The ARM id of a watcher, whose data source would require that it exists at plan. */
function watcherId(scope: Construct, { name, resourceGroupName }: NetworkWatcherConfig): string {
  const group = `/subscriptions/${subscriptionIdOf(scope)}/resourceGroups/${resourceGroupName}`;
  return `${group}/providers/${ResourceType.NETWORK_WATCHER}/${name}`;
}
