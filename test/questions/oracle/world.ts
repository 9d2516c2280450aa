import { type Connection, connectionsOf } from './connections';
import { type HourlyFlow, hourlyFlows } from './hourly-flows';
import { type InterfaceHour, interfaceHours } from './interface-hours';
import type { LoggedRecord } from './record';

/** Everything that questions ask about. */
export interface World {
  readonly records: readonly LoggedRecord[];
  readonly flows: readonly HourlyFlow[];
  readonly connections: readonly Connection[];
  readonly interfaces: readonly InterfaceHour[];
}

/** Derives flows, connections, and the traffic of interfaces from the records. */
export function worldOf(records: readonly LoggedRecord[]): World {
  return {
    records,
    flows: hourlyFlows(records),
    connections: connectionsOf(records),
    interfaces: interfaceHours(records),
  };
}
