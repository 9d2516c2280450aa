import { ANALYTICS_DELAY } from './analytics-delay';
import { BYTES_BY_HOUR, BYTES_BY_HOUR_OF_FLOW_TABLE } from './bytes-by-hour';
import { CONNECTING_COUNTRIES } from './connecting-countries';
import { DELIVERED_ROWS } from './delivered-rows';
import { EXPECTED_TRAFFIC } from './expected-traffic';
import { FLOWS_BY_HOUR } from './flows-by-hour';
import { IRREGULAR_TRAFFIC } from './irregular-traffic';
import type { KqlQuestion } from './kql-question';
import { REACHABLE_PORTS, REACHABLE_PORTS_OF_FLOW_TABLE } from './reachable-ports';
import { REJECTED_TRAFFIC, REJECTED_TRAFFIC_OF_FLOW_TABLE } from './rejected-traffic';
import { REJECTING_RULES } from './rejecting-rules';
import { THREAT_TYPES } from './threat-types';
import { THREATS } from './threats';
import { TOP_TALKERS, TOP_TALKERS_OF_FLOW_TABLE } from './top-talkers';
import { TRAFFIC_SURGES } from './traffic-surges';
import { UNENCRYPTED_NETWORK_TRAFFIC } from './unencrypted-network-traffic';
import { WHO_CONNECTS, WHO_CONNECTS_OF_FLOW_TABLE } from './who-connects';

export type { KqlQuestion } from './kql-question';

/** Every question with a query over the tables of Traffic Analytics, group by group. */
export const KQL_QUESTIONS: readonly KqlQuestion[] = [
  TOP_TALKERS,
  WHO_CONNECTS,
  CONNECTING_COUNTRIES,
  BYTES_BY_HOUR,
  FLOWS_BY_HOUR,
  REJECTED_TRAFFIC,
  REJECTING_RULES,
  REACHABLE_PORTS,
  THREATS,
  THREAT_TYPES,
  UNENCRYPTED_NETWORK_TRAFFIC,
  EXPECTED_TRAFFIC,
  IRREGULAR_TRAFFIC,
  TRAFFIC_SURGES,
  ANALYTICS_DELAY,
];

/** Every question with a query over the table that the normalizer writes to a workspace. */
export const FLOW_TABLE_QUESTIONS: readonly KqlQuestion[] = [
  TOP_TALKERS_OF_FLOW_TABLE,
  WHO_CONNECTS_OF_FLOW_TABLE,
  BYTES_BY_HOUR_OF_FLOW_TABLE,
  REJECTED_TRAFFIC_OF_FLOW_TABLE,
  REACHABLE_PORTS_OF_FLOW_TABLE,
  DELIVERED_ROWS,
];
