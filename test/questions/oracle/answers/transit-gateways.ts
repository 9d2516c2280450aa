import { hourOf } from '../hours';
import { groupBy, larger, least, most, plus } from '../measures';
import { destinationOf, type LoggedRecord, sourceOf } from '../record';
import { type Answer, ranked, timeText } from './ranking';
import { sumOf, total } from './sums';

const REASONS = {
  no_route: 'packets-lost-no-route',
  blackhole: 'packets-lost-blackhole',
  mtu_exceeded: 'packets-lost-mtu-exceeded',
  ttl_expired: 'packets-lost-ttl-expired',
} as const;
type Reason = keyof typeof REASONS;

/** Packets of one flow in one hour from one attachment to another. */
interface Passage {
  readonly gateway: string | null;
  readonly account: string | null;
  readonly entry: string | null;
  readonly exit: string | null;
  readonly bytes: bigint | null;
  readonly packets: bigint | null;
  readonly lost: Readonly<Record<Reason, bigint | null>>;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
}

/** Returns the passages. A gateway logs packets when they enter and when they leave: the larger count is right. */
function passagesOf(records: readonly LoggedRecord[]): Passage[] {
  const traffic = records.filter(({ logType, srcAddr }) => logType === 'tgw' && srcAddr !== null);
  return [...groupBy(traffic, passageKey).values()].map((passage) => {
    const first = passage[0] as LoggedRecord;
    const points = [
      ...groupBy(passage, ({ account, flowLog, direction }) => [account, flowLog, direction]).values(),
    ];
    const largest = (count: (record: LoggedRecord) => bigint | null) =>
      points.map((point) => point.map(count).reduce(plus, null)).reduce(larger, null);
    return {
      gateway: first.fields.get('tgw-id') ?? null,
      account: passage.map(({ account }) => account).reduce(least, null),
      ...waysOf(first),
      bytes: largest(({ bytesOut }) => bytesOut),
      packets: largest(({ packetsOut }) => packetsOut),
      lost: {
        no_route: largest(lostBy('no_route')),
        blackhole: largest(lostBy('blackhole')),
        mtu_exceeded: largest(lostBy('mtu_exceeded')),
        ttl_expired: largest(lostBy('ttl_expired')),
      },
      firstSeen: passage.map(({ start }) => start).reduce(least, null),
      lastSeen: passage.map(({ start, end }) => end ?? start).reduce(most, null),
    };
  });
}

function lostBy(reason: Reason): (record: LoggedRecord) => bigint | null {
  return ({ fields }) => {
    const count = fields.get(REASONS[reason]);
    return count === undefined ? null : BigInt(count);
  };
}

function waysOf({ direction, fields }: LoggedRecord): Pick<Passage, 'entry' | 'exit'> {
  const own = fields.get('tgw-attachment-id') ?? null;
  const pair = fields.get('tgw-pair-attachment-id') ?? null;
  return direction === 'egress' ? { entry: pair, exit: own } : { entry: own, exit: pair };
}

function passageKey(record: LoggedRecord): unknown {
  const hour = record.start === null ? null : hourOf(record.start);
  const { entry, exit } = waysOf(record);
  const gateway = record.fields.get('tgw-id');
  return [gateway, entry, exit, record.protocol, sourceOf(record), destinationOf(record), hour];
}

/** Attachments by the bytes that they exchange; the first in the order of texts is the one that sends. */
export function transitGatewayPairs(records: readonly LoggedRecord[]): Answer {
  const firstOf = ({ entry, exit }: Passage) => least(entry, exit);
  const ifFrom = (isFirst: boolean, count: (passage: Passage) => bigint | null) =>
    sumOf((passage: Passage) => ((passage.entry === firstOf(passage)) === isFirst ? count(passage) : null));
  return ranked(passagesOf(records), {
    keys: {
      cloud: () => 'aws',
      account_id: ({ account }) => account,
      tgw_id: ({ gateway }) => gateway,
      tgw_attachment_id: firstOf,
      tgw_pair_attachment_id: ({ entry, exit }) =>
        entry === null || exit === null ? null : most(entry, exit),
    },
    values: {
      sent: ifFrom(true, ({ bytes }) => bytes),
      received: ifFrom(false, ({ bytes }) => bytes),
      packets_sent: ifFrom(true, ({ packets }) => packets),
      packets_received: ifFrom(false, ({ packets }) => packets),
    },
    first: [(row) => total(row.sent, row.received)],
    limit: 50,
  });
}

/** Attachments by the packets that are lost after they entered. */
export function transitGatewayLosses(records: readonly LoggedRecord[]): Answer {
  const lost = (passage: Passage) =>
    Object.values(passage.lost).reduce<bigint>((sum, count) => sum + (count ?? 0n), 0n);
  const passages = passagesOf(records);
  const { keys, rows } = ranked(passages, {
    keys: {
      cloud: () => 'aws',
      account_id: ({ account }) => account,
      tgw_id: ({ gateway }) => gateway,
      tgw_attachment_id: ({ entry }) => entry,
      tgw_pair_attachment_id: ({ exit }) => exit,
    },
    values: {
      no_route: sumOf((passage) => passage.lost.no_route),
      blackhole: sumOf((passage) => passage.lost.blackhole),
      mtu_exceeded: sumOf((passage) => passage.lost.mtu_exceeded),
      ttl_expired: sumOf((passage) => passage.lost.ttl_expired),
      lost: sumOf(lost),
      packets_sent: sumOf((passage) => passage.packets),
      first_seen: (all) => timeText(all.map(({ firstSeen }) => firstSeen).reduce(least, null)),
      last_seen: (all) => timeText(all.map(({ lastSeen }) => lastSeen).reduce(most, null)),
    },
    first: [(row) => total(row.lost)],
  });
  return { keys, rows: rows.filter((row) => total(row.lost) > 0n).slice(0, 50) };
}
