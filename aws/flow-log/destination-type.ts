/**
 * Services that a flow log can deliver to: the values of `LogDestinationType`.
 *
 * Source: AWS CloudFormation Template Reference, "AWS::EC2::FlowLog".
 */
export enum DestinationType {
  S3 = 's3',
  CLOUD_WATCH_LOGS = 'cloud-watch-logs',
  FIREHOSE = 'kinesis-data-firehose',
}

/** Destination type of a flow log that specifies none. */
export const DEFAULT_DESTINATION_TYPE = DestinationType.CLOUD_WATCH_LOGS;
