/** Container of VNet flow logs. Source: Azure Network Watcher documentation, "Read flow logs". */
export const VNET_CONTAINER = 'insights-logs-flowlogflowevent';

/** Container of NSG flow logs. Source: the same document. */
export const NSG_CONTAINER = 'insights-logs-networksecuritygroupflowevent';

/** All containers that Network Watcher writes flow logs to. */
export const FLOW_LOG_CONTAINERS: readonly string[] = [VNET_CONTAINER, NSG_CONTAINER];

/** First part of the paths of VNet flow logs, as the prefix filter of a lifecycle rule expects it. */
export const VNET_BLOB_PREFIX = `${VNET_CONTAINER}/flowLogResourceID=`;
