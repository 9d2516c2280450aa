export { AnalyticsInterval } from '../../azure/flow-log/analytics-interval';
export type { RawLifecycle } from '../../azure/storage/lifecycle';
export type {
  INetwork,
  INetworkInterface,
  IResourceGroup,
  IStorageAccount,
  IStorageContainer,
  ISubnet,
  IWorkspace,
} from './azure-resources';
export { FlowLake } from './flow-lake';
export { type CustomerKey, type FlowLakeProps, StorageRedundancy } from './flow-lake-props';
export { FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
export type { IFlowLake } from './i-flow-lake';
export { NetworkWatcher, type NetworkWatcherConfig } from './network-watcher';
export { ResourceProviders } from './resource-providers';
export { TrafficAnalytics, type TrafficAnalyticsOptions } from './traffic-analytics';
export { VnetFlowLogs, type VnetFlowLogsProps } from './vnet-flow-logs';
