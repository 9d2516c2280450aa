import { ACCEPTED_TRAFFIC } from './accepted-traffic';
import { ADMIN_PORT_TRAFFIC } from './admin-port-traffic';
import { BYTES_BY_HOUR } from './bytes-by-hour';
import { BYTES_BY_IP_VERSION } from './bytes-by-ip-version';
import { CONNECTING_COUNTRIES } from './connecting-countries';
import { CONNECTIONS } from './connections';
import { COVERAGE_GAPS } from './coverage-gaps';
import { CROSS_AZ_TRAFFIC } from './cross-az-traffic';
import { EXPECTED_TRAFFIC } from './expected-traffic';
import { IRREGULAR_TRAFFIC } from './irregular-traffic';
import { NAT_GATEWAY_TALKERS } from './nat-gateway-talkers';
import type { SqlQuestion } from './question';
import { REACHABLE_PORTS } from './reachable-ports';
import { REJECT_REASONS } from './reject-reasons';
import { REJECTED_TCP_TRAFFIC } from './rejected-tcp-traffic';
import { REJECTED_TRAFFIC } from './rejected-traffic';
import { SKIPDATA_RATE } from './skipdata-rate';
import { SSH_RDP_TRAFFIC } from './ssh-rdp-traffic';
import { TCP_TRAFFIC_BY_SOURCE } from './tcp-traffic-by-source';
import { THREATS } from './threats';
import { TOP_ADDRESSES } from './top-addresses';
import { TOP_INSTANCES } from './top-instances';
import { TOP_INTERFACE_ADDRESSES } from './top-interface-addresses';
import { TOP_INTERFACE_PAIRS } from './top-interface-pairs';
import { TOP_SUBNETS } from './top-subnets';
import { TOP_TALKERS } from './top-talkers';
import { TRAFFIC_BY_DESTINATION } from './traffic-by-destination';
import { TRAFFIC_BY_SOURCE } from './traffic-by-source';
import { TRAFFIC_SURGES } from './traffic-surges';
import { TRANSIT_GATEWAY_LOSSES } from './transit-gateway-losses';
import { TRANSIT_GATEWAY_PAIRS } from './transit-gateway-pairs';
import { UNENCRYPTED_NETWORK_TRAFFIC } from './unencrypted-network-traffic';
import { WHO_CONNECTS } from './who-connects';

export {
  type Chart,
  ChartKind,
  type DescribedQuestion,
  type Question,
  QuestionGroup,
  type ResultColumns,
  type SqlQuestion,
} from './question';

/** Every question with a query in SQL, group by group. */
export const QUESTIONS: readonly SqlQuestion[] = [
  TOP_TALKERS,
  TOP_ADDRESSES,
  TOP_INTERFACE_PAIRS,
  TOP_INTERFACE_ADDRESSES,
  TOP_INSTANCES,
  TOP_SUBNETS,
  WHO_CONNECTS,
  CONNECTIONS,
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
  UNENCRYPTED_NETWORK_TRAFFIC,
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
