import type { InterfaceHour } from '../interface-hours';
import { type Answer, type Cell, ranked } from './ranking';
import { distinct, sumOf, total } from './sums';

function byInterfacesOf(
  column: string,
  keyOf: (hour: InterfaceHour) => Cell,
): (hours: readonly InterfaceHour[]) => Answer {
  return (hours) =>
    ranked(
      hours.filter((hour) => keyOf(hour) !== null),
      {
        keys: {
          cloud: ({ cloud }) => cloud,
          account_id: ({ account }) => account,
          network_id: ({ network }) => network,
          [column]: keyOf,
        },
        values: {
          interfaces: distinct((hour) => hour.interface),
          sent: sumOf(({ sent }) => sent),
          received: sumOf(({ received }) => received),
          bytes: sumOf(({ bytes }) => bytes),
          packets_sent: sumOf(({ packetsSent }) => packetsSent),
          packets_received: sumOf(({ packetsReceived }) => packetsReceived),
          accepted_records: sumOf(({ accepted }) => accepted),
          rejected_records: sumOf(({ rejected }) => rejected),
        },
        first: [(row) => total(row.bytes)],
        limit: 50,
      },
    );
}

/** The answers about logged interfaces, by the name of the question. */
export const ANSWERS_OF_INTERFACES = {
  'top-instances': byInterfacesOf('instance_id', ({ instance }) => instance),
  'top-subnets': byInterfacesOf('subnet_id', ({ subnet }) => subnet),
};
