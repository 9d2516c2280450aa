import { APP_EXCEPTIONS, APP_TRACES } from './application-insights';
import { AZURE_NETWORK_ANALYTICS } from './azure-network-analytics';
import { INSIGHTS_METRICS } from './insights-metrics';
import type { LogTable } from './log-table';
import { NETWORK_FLOWS } from './network-flows';
import { NTA_INSIGHTS } from './nta-insights';
import { NTA_IP_DETAILS } from './nta-ip-details';
import { NTA_NET_ANALYTICS } from './nta-net-analytics';
import { NTA_RULE_RECOMMENDATION } from './nta-rule-recommendation';
import { NTA_TOPOLOGY_DETAILS } from './nta-topology-details';
import { VM_CONNECTION } from './vm-connection';

export { APP_EXCEPTIONS, APP_TRACES } from './application-insights';
export { AZURE_NETWORK_ANALYTICS } from './azure-network-analytics';
export { INSIGHTS_METRICS } from './insights-metrics';
export type { LogColumn, LogColumnType, LogTable, Retirement, ValueDomain } from './log-table';
export { NETWORK_FLOWS } from './network-flows';
export { NTA_INSIGHTS } from './nta-insights';
export { NTA_IP_DETAILS } from './nta-ip-details';
export { NTA_NET_ANALYTICS } from './nta-net-analytics';
export { NTA_RULE_RECOMMENDATION } from './nta-rule-recommendation';
export { NTA_TOPOLOGY_DETAILS } from './nta-topology-details';
export { VM_CONNECTION } from './vm-connection';

/** All Log Analytics tables with flows and related data. */
export const LOG_TABLES: readonly LogTable[] = [
  NTA_NET_ANALYTICS,
  NTA_IP_DETAILS,
  NTA_INSIGHTS,
  NTA_TOPOLOGY_DETAILS,
  NTA_RULE_RECOMMENDATION,
  VM_CONNECTION,
  INSIGHTS_METRICS,
  AZURE_NETWORK_ANALYTICS,
  NETWORK_FLOWS,
  APP_TRACES,
  APP_EXCEPTIONS,
];

/** Tables that Traffic Analytics fills in each of its intervals. */
export const ANALYTICS_TABLES: readonly LogTable[] = [
  NTA_NET_ANALYTICS,
  NTA_IP_DETAILS,
  AZURE_NETWORK_ANALYTICS,
];
