import { ANALYTICS_DELAY } from './analytics-delay';
import { BYTES_BY_HOUR, FLOWS_BY_HOUR } from './by-hour';
import { CLEARTEXT_TRAFFIC } from './cleartext-traffic';
import { EXPECTED_TRAFFIC } from './expected-traffic';
import { IRREGULAR_TRAFFIC } from './irregular-traffic';
import type { KqlQuestion } from './kql-question';
import { REACHABLE_PORTS } from './reachable-ports';
import { REJECTED_TRAFFIC, REJECTING_RULES } from './rejected-traffic';
import { THREAT_TYPES, THREATS } from './threats';
import { TOP_TALKERS } from './top-talkers';
import { TRAFFIC_SURGES } from './traffic-surges';
import { CONNECTING_COUNTRIES, WHO_CONNECTS } from './who-connects';

export { FLOW_TABLE_QUESTIONS } from './flow-table-questions';
export { type KqlQuestion, KqlShow } from './kql-question';

/** All questions that are shipped for Log Analytics, group by group. */
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
  CLEARTEXT_TRAFFIC,
  EXPECTED_TRAFFIC,
  IRREGULAR_TRAFFIC,
  TRAFFIC_SURGES,
  ANALYTICS_DELAY,
];
