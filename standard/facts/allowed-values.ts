import {
  AGGREGATION_INTERVALS,
  DEFAULT_AGGREGATION_INTERVAL,
  DEFAULT_DESTINATION_TYPE,
  DEFAULT_FILE_FORMAT,
  DestinationType,
  FileFormat,
  TargetKind,
  TRAFFIC_TYPES,
  TRANSIT_GATEWAY_AGGREGATION_INTERVAL,
} from '../../aws/flow-log';
import { ANALYTICS_INTERVALS, AnalyticsInterval } from '../../azure/flow-log/analytics-interval';

/** Values that the clouds accept. Sources: CloudFormation, "AWS::EC2::FlowLog"; azurerm, `azurerm_network_watcher_flow_log`. */
export const ALLOWED = {
  traffic: TRAFFIC_TYPES,
  destinationType: Object.values(DestinationType),
  fileFormat: Object.values(FileFormat),
  targetKind: Object.values(TargetKind),
  /** Seconds. */
  interval: AGGREGATION_INTERVALS,
  /** Minutes. */
  analyticsInterval: ANALYTICS_INTERVALS,
  version: [1, 2],
} as const;

/** Values that the clouds use for omitted settings. */
export const DEFAULTS = {
  interval: DEFAULT_AGGREGATION_INTERVAL,
  transitGatewayInterval: TRANSIT_GATEWAY_AGGREGATION_INTERVAL,
  destinationType: DEFAULT_DESTINATION_TYPE,
  fileFormat: DEFAULT_FILE_FORMAT,
  analyticsInterval: AnalyticsInterval.ONE_HOUR,
  version: 1,
} as const;
