import { type Connection, connectionsOf } from './connections';
import { type HourlyFlow, hourlyFlows } from './hourly-flows';
import { type InterfaceHour, interfaceHours } from './interface-hours';
import { isTranslatedLeg, type LoggedRecord } from './record';

/** Everything that questions are about. */
export interface World {
  readonly records: readonly LoggedRecord[];
  readonly flows: readonly HourlyFlow[];
  readonly connections: readonly Connection[];
  /** Connections between the addresses of interfaces. */
  readonly interfaceConnections: readonly Connection[];
  readonly interfaces: readonly InterfaceHour[];
}

/** Derives flows, connections, and the traffic of interfaces from the records. */
export function worldOf(records: readonly LoggedRecord[]): World {
  const byPacket = records.filter((record) => !isTranslatedLeg(record));
  const byInterface = records.map((record) => ({ ...record, isByInterface: true }));
  return {
    records,
    flows: hourlyFlows(byPacket),
    connections: connectionsOf(byPacket, records),
    interfaceConnections: connectionsOf(byInterface, records),
    interfaces: interfaceHours(records),
  };
}
