import type { InsightsQuestion } from '../insights-question';
import { CONNECTIONS } from './connections';
import { FROM_WHERE } from './from-where';
import { IRREGULAR_TRAFFIC } from './irregular-traffic';
import { LOST_PACKETS } from './lost-packets';
import { NAT_GATEWAY_TALKERS } from './nat-gateway-talkers';
import { REACHABLE_PORTS } from './reachable-ports';
import { REJECTED_TRAFFIC } from './rejected-traffic';
import { REMOTE_ACCESS } from './remote-access';
import { SKIPPED_RECORDS } from './skipped-records';
import { TOP_BYTE_TRANSFERS } from './top-byte-transfers';
import { TOP_PACKET_TRANSFERS } from './top-packet-transfers';
import { TRAFFIC_SURGES } from './traffic-surges';
import { UDP_SOURCES } from './udp-sources';
import { USUAL_TRAFFIC } from './usual-traffic';
import { WHO_CONNECTS } from './who-connects';

/** Every question with a Logs Insights query. Source of most queries: CloudWatch Logs User Guide, "Sample queries". */
export const INSIGHTS_QUESTIONS: readonly InsightsQuestion[] = [
  TOP_PACKET_TRANSFERS,
  TOP_BYTE_TRANSFERS,
  UDP_SOURCES,
  SKIPPED_RECORDS,
  CONNECTIONS,
  NAT_GATEWAY_TALKERS,
  REJECTED_TRAFFIC,
  REMOTE_ACCESS,
  WHO_CONNECTS,
  FROM_WHERE,
  REACHABLE_PORTS,
  USUAL_TRAFFIC,
  IRREGULAR_TRAFFIC,
  TRAFFIC_SURGES,
  LOST_PACKETS,
];
