import type { HourlyFlow } from './hourly-flows';
import { HOUR } from './hours';
import { groupBy } from './measures';
import { isForward } from './observation';
import { type End, isAccepted } from './record';

/** How the opener of a connection was found. */
export type Basis = 'record' | 'peers' | 'port' | 'unknown';

/** The end that opened a connection. */
export interface Opener {
  readonly end: 'a' | 'b' | null;
  readonly basis: Basis;
}

const DAY = 24 * HOUR;
const FIRST_USER_PORT = 1024;
/** First port of clients that use privileged ports, such as those of NFS. */
const FIRST_CLIENT_PORT = 665;

/** Returns the opener of each flow: by its records, a service port, or a refusal, else by peers, else by the port. */
export function openersOf(flows: readonly HourlyFlow[]): Map<HourlyFlow, Opener> {
  const conversations = [...groupBy(flows, conversationKey).values()];
  const shown = new Map<HourlyFlow, 'a' | 'b' | null>();
  for (const hours of conversations) {
    hours.sort((left, right) => left.hour - right.hour);
    for (const flow of hours) shown.set(flow, votedNear(flow, hours));
  }
  const peers = new Peers(flows);
  const openers = new Map<HourlyFlow, Opener>();
  for (const hours of conversations) {
    for (const flow of hours) {
      const end = shown.get(flow);
      openers.set(flow, end ? { end, basis: 'record' } : inferred(flow, hours, peers));
    }
  }
  return openers;
}

/** What identifies the conversation of a flow in any hour. */
export function conversationKey({ cloud, split, protocol, a, b }: HourlyFlow): unknown {
  return [cloud, split, protocol, a.address, a.port, b.address, b.port];
}

/** The opener by the records of the hour, else of the nearest hour before within a day, else after. */
function votedNear(flow: HourlyFlow, hours: readonly HourlyFlow[]): 'a' | 'b' | null {
  const known = hours.filter((each) => voted(each) !== null);
  const before = known.filter(({ hour }) => hour <= flow.hour && hour >= flow.hour - DAY).at(-1);
  const after = known.find(({ hour }) => hour > flow.hour && hour <= flow.hour + DAY);
  const nearest = before ?? after;
  return nearest ? voted(nearest) : null;
}

function voted({ votesA, votesB }: HourlyFlow): 'a' | 'b' | null {
  if (votesA === votesB) return null;
  return votesA > votesB ? 'a' : 'b';
}

function inferred(flow: HourlyFlow, hours: readonly HourlyFlow[], peers: Peers): Opener {
  const byService = clientOfService(flow);
  if (byService) return { end: byService, basis: 'port' };
  const byRefusal = refusedEnd(hours);
  if (byRefusal) return { end: byRefusal, basis: 'record' };
  const unknown: Opener = { end: null, basis: 'unknown' };
  if (flow.a.port === flow.b.port) return unknown;
  const byPeers = clientByCount(peers.counted(flow, flow.a), peers.counted(flow, flow.b));
  if (byPeers) return { end: byPeers, basis: 'peers' };
  const byPort = clientByPort(flow);
  if (byPort) return { end: byPort, basis: 'port' };
  const byAll = isUserPort(flow)
    ? clientByCount(peers.all(flow, flow.b), peers.all(flow, flow.a))
    : clientByCount(peers.all(flow, flow.a), peers.all(flow, flow.b));
  return byAll ? { end: byAll, basis: 'peers' } : unknown;
}

/** The only end that sent, if all its packets were rejected: a reply would need an accepted packet before. */
function refusedEnd(hours: readonly HourlyFlow[]): 'a' | 'b' | null {
  const records = hours.flatMap((flow) => flow.records);
  if (records.some(isAccepted)) return null;
  const senders = new Set(records.map((record) => (isForward(record) ? 'a' : 'b')));
  return senders.size === 1 ? ([...senders][0] ?? null) : null;
}

/** The end with more peers serves; the other one is the client. */
function clientByCount(a: number, b: number): 'a' | 'b' | null {
  if (a === b) return null;
  return a > b ? 'b' : 'a';
}

/** A port below those that clients with privileges use serves one from 1024. */
function clientOfService({ a, b }: HourlyFlow): 'a' | 'b' | null {
  if (a.port < FIRST_CLIENT_PORT && b.port >= FIRST_USER_PORT) return 'b';
  return b.port < FIRST_CLIENT_PORT && a.port >= FIRST_USER_PORT ? 'a' : null;
}

/** Whether no end has a privileged port: then an end with many peers of one port is a client that uses its port again. */
function isUserPort({ a, b }: HourlyFlow): boolean {
  return a.port >= FIRST_USER_PORT && b.port >= FIRST_USER_PORT;
}

/** A port below 1024 serves one from 1024. */
function clientByPort({ a, b }: HourlyFlow): 'a' | 'b' | null {
  if (a.port < FIRST_USER_PORT === b.port < FIRST_USER_PORT) return null;
  return a.port < FIRST_USER_PORT ? 'b' : 'a';
}

/**
 * The peers of each end: the distinct addresses and ports with which it exchanges packets, in flows whose ports do not
 * show the server.
 */
class Peers {
  private readonly ends = new Map<string, Map<string, number>>();

  constructor(flows: readonly HourlyFlow[]) {
    for (const flow of flows) {
      if (clientOfService(flow) !== null || flow.a.port === flow.b.port) continue;
      this.add(flow, flow.a, flow.b);
      this.add(flow, flow.b, flow.a);
    }
  }

  all(flow: HourlyFlow, end: End): number {
    return this.ends.get(keyOf(flow, end))?.size ?? 1;
  }

  /** A client of many servers has peers with one port, such as 8443: they count as one. */
  counted(flow: HourlyFlow, end: End): number {
    const ports = new Set(this.ends.get(keyOf(flow, end))?.values());
    return ports.size > 1 ? this.all(flow, end) : 1;
  }

  private add(flow: HourlyFlow, end: End, other: End): void {
    const key = keyOf(flow, end);
    const peers = this.ends.get(key) ?? new Map<string, number>();
    this.ends.set(key, peers.set(`${other.address} ${other.port}`, other.port));
  }
}

/** Networks with equal ranges share the peers of an end. */
function keyOf({ cloud, protocol }: HourlyFlow, { address, port }: End): string {
  return JSON.stringify([cloud, protocol, address, port]);
}
