import { AWS_TARGET_KINDS } from './target-kinds';

/** Values that flow logs take. Sources: CloudFormation, "AWS::EC2::FlowLog"; azurerm, `azurerm_network_watcher_flow_log`. */
export const ALLOWED = {
  traffic: ['ALL', 'ACCEPT', 'REJECT'],
  destinationType: ['cloud-watch-logs', 's3', 'kinesis-data-firehose'],
  fileFormat: ['plain-text', 'parquet'],
  targetKind: Object.keys(AWS_TARGET_KINDS),
  /** Seconds. */
  interval: [60, 600],
  /** Minutes. */
  analyticsInterval: [10, 60],
  version: [1, 2],
} as const;

/** What AWS and Azure take where nothing is said. */
export const DEFAULTS = {
  interval: 600,
  transitGatewayInterval: 60,
  destinationType: 'cloud-watch-logs',
  fileFormat: 'plain-text',
  analyticsInterval: 60,
  version: 1,
} as const;
