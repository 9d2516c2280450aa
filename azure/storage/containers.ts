/** Container that VNet flow logs are written to. Source: "Read flow logs", Azure Network Watcher documentation. */
export const FLOW_LOG_CONTAINER = 'insights-logs-flowlogflowevent';

/** What the paths of their blobs begin with, as prefix filters of lifecycle rules want it. */
export const FLOW_LOG_BLOB_PREFIX = `${FLOW_LOG_CONTAINER}/flowLogResourceID=`;
