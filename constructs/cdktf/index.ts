export { AlertDuration } from '../../azure/alerts';
export { AnalyticsInterval } from '../../azure/flow-log/analytics-interval';
export { FilterField } from '../../azure/flow-log/filter-field';
export { type FilterCondition, FlowLogFilter } from '../../azure/flow-log/flow-log-filter';
export { RecordType } from '../../azure/flow-log/record-type';
export type { RawLifecycle } from '../../azure/storage/lifecycle';
export { OperatingSystem } from '../../azure/vm-insights';
export { AlertSeverity } from '../alert-severity';
export type { AlertProps } from './alert-props';
export type {
  AlertReceivers,
  ItsmReceiver,
  LogicAppReceiver,
  SecureWebhookReceiver,
} from './alert-receivers';
export type {
  INetwork,
  INetworkInterface,
  IResourceGroup,
  IStorageAccount,
  IStorageContainer,
  ISubnet,
  IWorkspace,
} from './azure-resources';
export type { ExistingEventTopic } from './existing-event-topic';
export { FlowAlert, type FlowAlertProps } from './flow-alert';
export { FlowLake } from './flow-lake';
export { type CustomerKey, type FlowLakeProps, StorageRedundancy } from './flow-lake-props';
export {
  FlowLogIdentity,
  type FlowLogIdentityConfig,
  type FlowLogIdentityContext,
} from './flow-log-identity';
export { FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
export { FlowNormalizer } from './flow-normalizer';
export {
  type FlowNormalizerOptions,
  type FlowNormalizerProps,
  FlowSink,
  type StorageDnsZones,
} from './flow-normalizer-props';
export { FlowQuestions, type FlowQuestionsProps, type OwnQuestion, QuestionStore } from './flow-questions';
export { FlowWorkbook, type FlowWorkbookProps } from './flow-workbook';
export { FunctionCode, type PublishOptions } from './function-code';
export type { IFlowLake } from './i-flow-lake';
export type { LakeEndpoints } from './lake-endpoints';
export { MaliciousTrafficAlert, type MaliciousTrafficAlertProps } from './malicious-traffic-alert';
export { NetworkWatcher, type NetworkWatcherConfig } from './network-watcher';
export type { LakeAccountProps, NormalizedLake } from './normalized-lake';
export type { NormalizerEnrichment } from './normalizer-enrichment';
export { type QueryColumn, QueryColumnType, type QueryTable } from './query-table';
export { ResourceProviders } from './resource-providers';
export { ThreatSource, type ThreatSourceConfig } from './threat-source';
export { TrafficAnalytics, type TrafficAnalyticsOptions } from './traffic-analytics';
export { type InsightsMachine, VmInsights, type VmInsightsProps } from './vm-insights';
export { VnetFlowLogs } from './vnet-flow-logs';
export type { VnetFlowLogsProps } from './vnet-flow-logs-props';
