export { topicKeyStatement, topicStatement } from './alarm-topic';
export {
  bucketCheckStatement,
  bucketStatements,
  bucketWriteStatement,
  type DeliveryBucket,
  PartitionLayout,
} from './bucket';
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
export {
  bucketToTopic,
  rulesKeyStatement,
  ruleToQueue,
  topicsKeyStatement,
  topicToQueue,
} from './notifications';
export { type FlowLogSenders, groupMark, mergedSenders } from './senders';
export { FIREHOSE_SERVICE, FLOW_LOGS_SERVICE, LOG_DELIVERY_SERVICE } from './service-principals';
export { POLICY_LIMITS, policyBytes, policySizeNote, policySizeProblem, SizedPolicy } from './size';
export type { PolicyStatementJson } from './statement';
export {
  deliveryStreamStatements,
  deliveryStreamTrust,
  subscriptionStatements,
  subscriptionTrust,
} from './stream-roles';
export { VENDED_LOG_TYPES } from './vended-log-types';
