export { FieldType, FlowField, ResourceKind, VpcField } from '../../aws/fields';
export { type FormatProblem, FormatProblemKind, LogFormat, LogFormatError } from '../../aws/format';
export { FlowLake, type FlowLakeProps } from './flow-lake';
export {
  FlowLogDestination,
  type FlowLogDestinationConfig,
  type S3DestinationOptions,
  type S3FlowLogOptions,
} from './flow-log-destination';
export { FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
export { VpcFlowLogs, type VpcFlowLogsProps } from './vpc-flow-logs';
