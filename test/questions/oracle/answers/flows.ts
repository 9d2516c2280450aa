import type { HourlyFlow } from '../hourly-flows';
import { leastLocation, locationOf } from '../hourly-flows';
import { groupBy, plus } from '../measures';
import { conversationKey } from '../opener';
import { openingsIn } from '../openings';
import { type Answer, type Columns, ranked, timeText } from './ranking';
import { sumOf } from './sums';

/** A flow with its place and its openings. */
interface PlacedFlow {
  readonly flow: HourlyFlow;
  readonly account: string | null;
  readonly network: string | null;
  readonly connections: number | null;
}

function placed(flows: readonly HourlyFlow[]): PlacedFlow[] {
  return [...groupBy(flows, conversationKey).values()].flatMap((hours) => {
    const everyRecord = hours.flatMap((flow) => flow.records);
    return hours.map((flow) => ({
      flow,
      ...(locationOf('a', everyRecord) ?? locationOf('b', everyRecord) ?? leastLocation(flow.touching)),
      connections: openingsIn(flow, hours, everyRecord),
    }));
  });
}

function by(keys: Columns<PlacedFlow>): (flows: readonly HourlyFlow[]) => Answer {
  return (flows) =>
    ranked(placed(flows), {
      keys: {
        cloud: ({ flow }) => flow.cloud,
        account_id: ({ account }) => account,
        network_id: ({ network }) => network,
        ...keys,
      },
      values: {
        connections: sumOf(({ connections }) => connections),
        bytes: sumOf(({ flow }) => plus(flow.bytesAb, flow.bytesBa)),
        packets: sumOf(({ flow }) => plus(flow.packetsAb, flow.packetsBa)),
        accepted_records: sumOf(({ flow }) => flow.accepted),
        rejected_records: sumOf(({ flow }) => flow.rejected),
      },
    });
}

const byHour = by({ hour: ({ flow }) => timeText(flow.hour) });

/** The answers about flows without roles, by the name of the question. */
export const ANSWERS_OF_FLOWS = {
  'bytes-by-hour': (flows: readonly HourlyFlow[]) => {
    const { keys, rows } = byHour(flows);
    const inTime = [...rows].sort(
      (left, right) => Date.parse(String(left.hour)) - Date.parse(String(right.hour)),
    );
    return { keys, rows: inTime };
  },
  'bytes-by-ip-version': by({
    ip_version: ({ flow }) => flow.records[0]?.ipVersion ?? flow.touching[0]?.ipVersion ?? null,
  }),
};
