import { isIP } from 'node:net';
import type { SightingLine } from '../../flows/enrichment/sighting-line';
import type { ThreatDirection } from '../../flows/enrichment/threat-sightings';

/** Traffic of an address in one direction and with one verdict. */
export interface ThreatTraffic {
  readonly direction: ThreatDirection;
  readonly action: string | null;
  readonly rows: number;
  /** Null if no record has a count. */
  readonly bytes: bigint | null;
}

/** The traffic with an address that is listed under one type of threat. */
export interface ThreatSummary {
  readonly address: string;
  readonly type: string;
  /** Lists with their versions. */
  readonly sources: readonly string[];
  readonly traffic: readonly ThreatTraffic[];
  readonly rows: number;
  /** Times in ISO 8601, UTC; null if no record has a time. */
  readonly first: string | null;
  readonly last: string | null;
  readonly networks: readonly string[];
  readonly accounts: readonly string[];
}

/**
 * Identities of a summary in a log line: one of the address and its type of threat, and one of each direction in which
 * traffic was not rejected. A scanner whose probes are rejected is reported before a connection to it is.
 */
export function threatKeys({ address, type, traffic }: ThreatSummary): string[] {
  const passed = traffic.filter(({ action }) => action !== 'reject').map(({ direction }) => direction);
  const key = groupKey({ address, type });
  return [key, ...[...new Set(passed)].map((direction) => `${key} ${direction} passed`)];
}

function groupKey({ address, type }: Pick<SightingLine, 'address' | 'type'>): string {
  return `${address} ${type}`;
}

/**
 * Summarizes sightings by address and type of threat, the most records first. An object that was normalized again counts
 * once, as the last of its lines states, because its list can have changed. Lines without a valid address are left out.
 */
export function summarizeSightings(lines: readonly SightingLine[]): ThreatSummary[] {
  const latest = new Map<string, SightingLine>();
  for (const line of lines) {
    // a zone can have any length, and no record has one
    if (isIP(line.address) === 0 || line.address.includes('%')) continue;
    const { object, address, direction, action } = line;
    latest.set(JSON.stringify([object, address, direction, action]), line);
  }
  const groups = new Map<string, SightingLine[]>();
  for (const line of latest.values()) {
    const key = groupKey(line);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()]
    .map(summaryOf)
    .sort((a, b) => b.rows - a.rows || (a.address < b.address ? -1 : 1));
}

function summaryOf(lines: readonly SightingLine[]): ThreatSummary {
  const { address, type } = lines[0] as SightingLine;
  const traffic = new Map<string, { -readonly [Key in keyof ThreatTraffic]: ThreatTraffic[Key] }>();
  for (const { direction, action, rows, bytes } of lines) {
    const key = `${direction} ${action}`;
    const sum = traffic.get(key) ?? { direction, action, rows: 0, bytes: null };
    sum.rows += rows;
    if (bytes !== null) sum.bytes = (sum.bytes ?? 0n) + BigInt(bytes);
    traffic.set(key, sum);
  }
  return {
    address,
    type,
    sources: distinct(lines.map(({ source }) => source)),
    traffic: [...traffic.keys()].sort().map((key) => traffic.get(key) as ThreatTraffic),
    rows: lines.reduce((sum, { rows }) => sum + rows, 0),
    first: times(lines.map(({ first }) => first)).at(0) ?? null,
    last: times(lines.map(({ last }) => last)).at(-1) ?? null,
    networks: distinct(lines.flatMap(({ networks }) => networks)),
    accounts: distinct(lines.flatMap(({ accounts }) => accounts)),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** Times in order. */
function times(texts: readonly (string | null)[]): string[] {
  return texts
    .filter((text) => text !== null)
    .map((text) => new Date(text).toISOString())
    .sort();
}
