import type { InsightsQuestion } from '../insights-question';
import { CONNECTIONS } from './connections';
import { NAT_GATEWAY_TALKERS } from './nat-gateway-talkers';
import { REACHABLE_PORTS } from './reachable-ports';
import { REJECTED_TRAFFIC } from './rejected-traffic';
import { SKIPDATA_RATE } from './skipdata-rate';
import { SSH_RDP_TRAFFIC } from './ssh-rdp-traffic';
import { TCP_TRAFFIC_BY_SOURCE } from './tcp-traffic-by-source';
import { TOP_TALKERS } from './top-talkers';
import { TRANSIT_GATEWAY_LOSSES } from './transit-gateway-losses';
import { UDP_SOURCES } from './udp-sources';
import { WHO_CONNECTS } from './who-connects';

/** Every question with a Logs Insights query, group by group. */
export const INSIGHTS_QUESTIONS: readonly InsightsQuestion[] = [
  TOP_TALKERS,
  CONNECTIONS,
  WHO_CONNECTS,
  UDP_SOURCES,
  TCP_TRAFFIC_BY_SOURCE,
  REJECTED_TRAFFIC,
  NAT_GATEWAY_TALKERS,
  TRANSIT_GATEWAY_LOSSES,
  REACHABLE_PORTS,
  SSH_RDP_TRAFFIC,
  SKIPDATA_RATE,
];
