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
export type { RawSchema } from '../../aws/raw-folder';
export { CentralFlowLake, type CentralFlowLakeProps } from './central-flow-lake';
export { FirehoseReceiverRole, type FirehoseReceiverRoleProps } from './firehose-receiver-role';
export { FlowLake } from './flow-lake';
export type { FlowLakeProps, FlowLakeSenders } from './flow-lake-props';
export type { FlowLogContext, FlowLogDelivery, FlowLogDestinationConfig } from './flow-log-delivery';
export {
  type CrossAccountFirehoseOptions,
  FlowLogDestination,
  type LogGroupDestinationOptions,
  type S3DestinationOptions,
  type S3FlowLogOptions,
} from './flow-log-destination';
export { FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
export type { IFlowLake } from './i-flow-lake';
export { MissingFlowLogs, type MissingFlowLogsProps } from './missing-flow-logs';
export { VpcFlowLogs, type VpcFlowLogsProps } from './vpc-flow-logs';
