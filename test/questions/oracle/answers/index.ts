import type { World } from '../world';
import { topAddresses } from './addresses';
import { ANSWERS_OF_CONNECTIONS, topTalkers } from './connections';
import { ANSWERS_OF_FLOWS } from './flows';
import { ANSWERS_OF_INTERFACES } from './interfaces';
import { coverageGaps, skippedRecords } from './log-quality';
import { natGatewayTalkers } from './nat-gateways';
import { expectedTraffic, irregularTraffic, trafficSurges } from './patterns';
import type { Answer } from './ranking';
import { adminPorts, reachablePorts, sshAndRdp, unencryptedTraffic } from './security';
import { transitGatewayLosses, transitGatewayPairs } from './transit-gateways';
import { crossZoneTraffic } from './zones';

/** The answer of each question, computed from the records. */
export const ANSWERS: Readonly<Record<string, (world: World) => Answer>> = {
  ...of(ANSWERS_OF_CONNECTIONS, ({ connections }) => connections),
  ...of(ANSWERS_OF_INTERFACES, ({ interfaces }) => interfaces),
  ...of(ANSWERS_OF_FLOWS, ({ flows }) => flows),
  'top-addresses': ({ connections }) => topAddresses(connections),
  'top-interface-pairs': ({ interfaceConnections }) => topTalkers(interfaceConnections),
  'top-interface-addresses': ({ interfaceConnections }) => topAddresses(interfaceConnections),
  'reachable-ports': ({ connections }) => reachablePorts(connections),
  'ssh-rdp-traffic': ({ connections }) => sshAndRdp(connections),
  'admin-port-traffic': ({ connections }) => adminPorts(connections),
  'unencrypted-network-traffic': ({ connections }) => unencryptedTraffic(connections),
  'nat-gateway-talkers': ({ records }) => natGatewayTalkers(records),
  // the tables of the networks are not enriched
  threats: () => ({ keys: [], rows: [] }),
  'transit-gateway-pairs': ({ records }) => transitGatewayPairs(records),
  'transit-gateway-losses': ({ records }) => transitGatewayLosses(records),
  'cross-az-traffic': ({ records }) => crossZoneTraffic(records),
  'expected-traffic': expectedTraffic,
  'irregular-traffic': irregularTraffic,
  'traffic-surges': trafficSurges,
  'coverage-gaps': ({ records }) => coverageGaps(records),
  'skipdata-rate': ({ records }) => skippedRecords(records),
};

function of<T>(
  answers: Readonly<Record<string, (input: T) => Answer>>,
  part: (world: World) => T,
): Record<string, (world: World) => Answer> {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, (world: World) => answer(part(world))]),
  );
}
