/** Names of the environment variables with the ingestion endpoint of the workspace. The constructs set them. */
export const DELIVERY_ENVIRONMENT = {
  /** Logs ingestion endpoint of the data collection endpoint. */
  endpoint: 'LOGS_ENDPOINT',
  /** Immutable id of the data collection rule. */
  ruleId: 'LOGS_RULE_ID',
  /** Stream of the rule. */
  stream: 'LOGS_STREAM',
} as const;
