/** Log delivery, the service that writes flow logs to buckets and delivery streams. */
export const LOG_DELIVERY_SERVICE = 'delivery.logs.amazonaws.com';

/** VPC Flow Logs, the service that assumes the role with which flow logs are written to a log group. */
export const FLOW_LOGS_SERVICE = 'vpc-flow-logs.amazonaws.com';

/** Amazon Data Firehose, the service that assumes the role of a delivery stream. */
export const FIREHOSE_SERVICE = 'firehose.amazonaws.com';

/** Amazon CloudWatch, the service that notifies topics of alarms. */
export const CLOUDWATCH_SERVICE = 'cloudwatch.amazonaws.com';

/** Amazon S3, the service that sends event notifications of buckets. */
export const S3_SERVICE = 's3.amazonaws.com';

/** Amazon SNS, the service that sends the messages of a topic to its subscribers. */
export const SNS_SERVICE = 'sns.amazonaws.com';

/** Amazon EventBridge, the service that sends events to the targets of rules. */
export const EVENTS_SERVICE = 'events.amazonaws.com';
