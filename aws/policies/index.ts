export { bucketStatements, type DeliveryBucket, MAX_BUCKET_POLICY_BYTES, PartitionLayout } from './bucket';
export {
  type CrossAccountDelivery,
  DELIVERY_TAG,
  DESTINATION_ROLE_PREFIX,
  destinationRoleStatements,
  destinationRoleTrust,
  SOURCE_ROLE_PREFIX,
  sourceRoleStatements,
  sourceRoleTrust,
} from './firehose-roles';
export { keyStatements, logGroupKeyStatement, queueKeyStatement } from './keys';
export { type FlowLogHome, logGroupTrust, logGroupWriteStatements } from './log-group-role';
export type { FlowLogSenders } from './senders';
export { FIREHOSE_SERVICE, FLOW_LOGS_SERVICE, LOG_DELIVERY_SERVICE } from './service-principals';
export type { PolicyStatementJson } from './statement';
export {
  deliveryStreamStatements,
  deliveryStreamTrust,
  subscriptionStatements,
  subscriptionTrust,
} from './stream-roles';
