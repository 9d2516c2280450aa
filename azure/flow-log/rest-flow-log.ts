import type { Retention } from './retention';

/** Type of flow logs in Azure Resource Manager. */
export const FLOW_LOG_TYPE = 'Microsoft.Network/networkWatchers/flowLogs';

/**
 * Version of the API for which identities of flow logs are documented. Source: Azure Network Watcher documentation, "Managed
 * identity for virtual network flow logs".
 */
export const FLOW_LOG_API_VERSION = '2025-07-01';

/** Traffic Analytics of a flow log. */
export interface RestAnalytics {
  readonly enabled: boolean;
  readonly workspaceId: string;
  readonly workspaceRegion: string;
  readonly workspaceResourceId: string;
  readonly intervalInMinutes: number;
}

/** Settings of a flow log. */
export interface RestFlowLog {
  readonly targetResourceId: string;
  readonly storageAccountId: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly retentionPolicy: Retention;
  readonly trafficAnalytics: RestAnalytics | undefined;
  /** Text of the filter. */
  readonly filter: string | undefined;
  /** Text of the record types. */
  readonly recordTypes: string | undefined;
}

/**
 * Returns the properties of a flow log in the form of the Azure REST API, "Flow Logs".
 *
 * An absent filter and absent record types are empty texts: an update removes them with an empty text ("Filter virtual
 * network flow logs").
 */
export function restFlowLog(flowLog: RestFlowLog) {
  const { trafficAnalytics: analytics } = flowLog;
  return {
    targetResourceId: flowLog.targetResourceId,
    storageId: flowLog.storageAccountId,
    enabled: flowLog.enabled,
    format: { type: 'JSON', version: flowLog.version },
    retentionPolicy: flowLog.retentionPolicy,
    enabledFilteringCriteria: flowLog.filter ?? '',
    recordTypes: flowLog.recordTypes ?? '',
    ...(analytics && {
      flowAnalyticsConfiguration: {
        networkWatcherFlowAnalyticsConfiguration: {
          enabled: analytics.enabled,
          workspaceId: analytics.workspaceId,
          workspaceRegion: analytics.workspaceRegion,
          workspaceResourceId: analytics.workspaceResourceId,
          trafficAnalyticsInterval: analytics.intervalInMinutes,
        },
      },
    }),
  };
}
