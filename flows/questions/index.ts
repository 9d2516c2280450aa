import { ADMIN_PORT_TRAFFIC, SSH_RDP_TRAFFIC } from './admin-ports';
import { BYTES_BY_HOUR } from './bytes-by-hour';
import { BYTES_BY_IP_VERSION } from './bytes-by-ip-version';
import { CLEARTEXT_TRAFFIC } from './cleartext-traffic';
import { CROSS_AZ_TRAFFIC } from './cross-az-traffic';
import { EXPECTED_TRAFFIC } from './expected-traffic';
import { IRREGULAR_TRAFFIC } from './irregular-traffic';
import { COVERAGE_GAPS, SKIPDATA_RATE } from './log-quality';
import { NAT_GATEWAY_TALKERS } from './nat-gateway-talkers';
import type { Question } from './question';
import { REACHABLE_PORTS } from './reachable-ports';
import { THREATS } from './threats';
import { TOP_INSTANCES, TOP_SUBNETS } from './top-resources';
import { TOP_ADDRESSES, TOP_INTERFACE_ADDRESSES, TOP_INTERFACE_PAIRS, TOP_TALKERS } from './top-talkers';
import { TCP_TRAFFIC_BY_SOURCE, TRAFFIC_BY_DESTINATION, TRAFFIC_BY_SOURCE } from './traffic-by-address';
import { TRAFFIC_SURGES } from './traffic-surges';
import { TRANSIT_GATEWAY_LOSSES, TRANSIT_GATEWAY_PAIRS } from './transit-gateways';
import { ACCEPTED_TRAFFIC, REJECT_REASONS, REJECTED_TCP_TRAFFIC, REJECTED_TRAFFIC } from './verdicts';
import { CONNECTING_COUNTRIES, WHO_CONNECTS } from './who-connects';

export { type Question, QuestionGroup } from './question';

/** All questions that are shipped, group by group. */
export const QUESTIONS: readonly Question[] = [
  TOP_TALKERS,
  TOP_ADDRESSES,
  TOP_INTERFACE_PAIRS,
  TOP_INTERFACE_ADDRESSES,
  TOP_INSTANCES,
  TOP_SUBNETS,
  WHO_CONNECTS,
  CONNECTING_COUNTRIES,
  BYTES_BY_HOUR,
  BYTES_BY_IP_VERSION,
  TRAFFIC_BY_SOURCE,
  TRAFFIC_BY_DESTINATION,
  TCP_TRAFFIC_BY_SOURCE,
  REJECTED_TRAFFIC,
  REJECTED_TCP_TRAFFIC,
  REJECT_REASONS,
  ACCEPTED_TRAFFIC,
  REACHABLE_PORTS,
  ADMIN_PORT_TRAFFIC,
  SSH_RDP_TRAFFIC,
  CLEARTEXT_TRAFFIC,
  THREATS,
  EXPECTED_TRAFFIC,
  IRREGULAR_TRAFFIC,
  TRAFFIC_SURGES,
  CROSS_AZ_TRAFFIC,
  NAT_GATEWAY_TALKERS,
  TRANSIT_GATEWAY_PAIRS,
  TRANSIT_GATEWAY_LOSSES,
  SKIPDATA_RATE,
  COVERAGE_GAPS,
];
