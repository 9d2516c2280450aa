export { FieldType, FlowField, ResourceKind, TgwField, UnknownField, VpcField } from '../../aws/fields';
export { FileFormat } from '../../aws/flow-log';
export {
  type FormatProblem,
  FormatProblemKind,
  LogFormat,
  LogFormatError,
  TaggedResource,
  type TagKeys,
} from '../../aws/format';
export { PartitionLayout } from '../../aws/policies';
export { QuestionParameter } from '../../aws/question-parameter';
export type { RawSchema } from '../../aws/raw-folder';
export { TablePartitions } from '../../aws/table-partitions';
export { AlertSeverity } from '../alert-severity';
export type { AlertReceivers } from './alert-receivers';
export { CentralFlowLake, type CentralFlowLakeProps } from './central-flow-lake';
export type { CrossAccountFirehoseOptions } from './cross-account-firehose-options';
export { FirehoseReceiverRole, type FirehoseReceiverRoleProps } from './firehose-receiver-role';
export { FlowLake } from './flow-lake';
export type { FlowLakeProps, FlowLakeSenders } from './flow-lake-props';
export type { FlowLakeTableProps, LakeFormationAccess } from './flow-lake-table-props';
export type { FlowLogContext } from './flow-log-context';
export { FlowLogDestination } from './flow-log-destination';
export type { FlowLogDestinationConfig } from './flow-log-destination-config';
export { type FlowLogResource, FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
export type { IFlowLake } from './i-flow-lake';
export type { LakeEnrichment } from './lake-enrichment';
export type { LogGroupDestinationOptions } from './log-group-destination-options';
export { MaliciousTrafficAlert } from './malicious-traffic-alert';
export type { MaliciousTrafficAlertProps } from './malicious-traffic-alert-props';
export { MissingFlowLogs, type MissingFlowLogsProps } from './missing-flow-logs';
export type { NormalizerOptions } from './normalizer-options';
export { RawNotificationRoute, RawNotifications } from './raw-notifications';
export type { S3DestinationOptions, S3FlowLogOptions } from './s3-destination-options';
export { ThreatSource, type ThreatSourceConfig } from './threat-source';
export { VpcFlowLogs } from './vpc-flow-logs';
export type { VpcFlowLogsProps } from './vpc-flow-logs-props';
