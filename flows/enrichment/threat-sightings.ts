import type { ColumnName } from '../columns';
import type { Threat } from './threat-list';

/** Where traffic with a listed address came from. */
export enum ThreatDirection {
  /** The listed address is the source. */
  INBOUND = 'inbound',
  /** The listed address is the destination. */
  OUTBOUND = 'outbound',
}

/** The rows of one source with one listed address, in one direction and with one verdict. */
export interface ThreatSighting {
  readonly address: string;
  readonly type: string;
  /** List that contains the address, with its version. */
  readonly source: string;
  readonly direction: ThreatDirection;
  /** `accept` or `reject`; null if the records state no verdict. */
  readonly action: string | null;
  readonly rows: number;
  /** Null if no row has a count. */
  readonly packets: bigint | null;
  /** Null if no row has a count. */
  readonly bytes: bigint | null;
  /** Start of the first row, in milliseconds since 1970; null if no row has a time. */
  readonly first: number | null;
  /** End of the last row, in milliseconds since 1970; null if no row has a time. */
  readonly last: number | null;
  /** Networks of the rows, otherwise their gateways, interfaces or resources. At most `MAX_NETWORKS`. */
  readonly networks: readonly string[];
  /** Accounts or subscriptions of the rows, as in the partitions. At most `MAX_NETWORKS`. */
  readonly accounts: readonly string[];
}

/** The rows of one source with one type of threat. */
export interface ThreatTypeRows {
  readonly type: string;
  readonly rows: number;
  /** Number of these rows whose traffic was rejected. */
  readonly rejected: number;
}

/** All rows of one source with a listed address. */
export interface ThreatSightings {
  /** The sightings, the most rows first. */
  readonly sightings: readonly ThreatSighting[];
  /** Number of rows with a listed address. */
  readonly rows: number;
  /** Numbers of rows by the column `threat_type`, the most first. */
  readonly types: readonly ThreatTypeRows[];
  /** What did not fit into the limit. `sightings` is a lower bound if the source has more than `MAX_KEYS`. */
  readonly omitted: { readonly sightings: number; readonly rows: number };
}

/** Most networks, and most accounts, of a sighting. */
export const MAX_NETWORKS = 10;

/** Most sightings that are counted. Rows of further ones are counted together. */
export const MAX_KEYS = 20_000;

/** Default number of sightings that are returned. */
export const DEFAULT_MAX_SIGHTINGS = 500;

/** Type of the rows whose type does not fit. */
export const OTHER_TYPES = 'other';

/** Columns that identify a network, the best one first. */
export const NETWORK_COLUMNS = [
  'network_id',
  'tgw_id',
  'resource_id',
  'interface_id',
] as const satisfies readonly ColumnName[];

/** The values of a row that a sighting consists of. */
export interface ThreatRow {
  readonly type: string;
  readonly source: string;
  /** Address in the packet, otherwise of the record. */
  readonly src: string | null;
  readonly dst: string | null;
  readonly action: string | null;
  readonly packets: bigint | null;
  readonly bytes: bigint | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly network: string | null;
  readonly account: string | null;
}

/** Returns the threat of an address; undefined if no list contains it. */
export type ThreatOf = (address: string) => Threat | undefined;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Count extends Mutable<Omit<ThreatSighting, 'networks' | 'accounts'>> {
  readonly networks: Set<string>;
  readonly accounts: Set<string>;
}

/**
 * Counts rows by their listed address. If both addresses of a row are listed, the row counts for both, and its column
 * `threat_type` is that of the source.
 */
export class SightingCounter {
  private readonly counts = new Map<string, Count>();
  private readonly types = new Map<string, Mutable<ThreatTypeRows>>();
  private rows = 0;
  private omittedRows = 0;

  constructor(private readonly threatOf: ThreatOf) {}

  /** Counts a row that has a threat. */
  add(row: ThreatRow): void {
    this.rows++;
    const ofType = this.typeRows(row.type);
    ofType.rows++;
    if (row.action === 'reject') ofType.rejected++;
    const source = row.src === null ? undefined : this.threatOf(row.src);
    const destination = row.dst === null ? undefined : this.threatOf(row.dst);
    const { type: ofRow, source: list } = row;
    if (source) this.count(row, row.src as string, { type: ofRow, source: list }, ThreatDirection.INBOUND);
    if (destination) {
      const threat = source ? destination : { type: ofRow, source: list };
      this.count(row, row.dst as string, threat, ThreatDirection.OUTBOUND);
    }
  }

  /** Returns the sightings with the most rows. */
  sightings(max = DEFAULT_MAX_SIGHTINGS): ThreatSightings {
    const all = [...this.counts.values()].sort((a, b) => b.rows - a.rows || byText(a.address, b.address));
    const rest = all.slice(max);
    return {
      sightings: all.slice(0, max).map((count) => ({
        ...count,
        networks: [...count.networks].sort(),
        accounts: [...count.accounts].sort(),
      })),
      rows: this.rows,
      types: [...this.types.values()].sort((a, b) => b.rows - a.rows || byText(a.type, b.type)),
      omitted: {
        sightings: rest.length,
        rows: this.omittedRows + rest.reduce((sum, { rows }) => sum + rows, 0),
      },
    };
  }

  private typeRows(type: string): Mutable<ThreatTypeRows> {
    const name = this.types.has(type) || this.types.size < MAX_KEYS ? type : OTHER_TYPES;
    let rows = this.types.get(name);
    if (!rows) {
      rows = { type: name, rows: 0, rejected: 0 };
      this.types.set(name, rows);
    }
    return rows;
  }

  private count(row: ThreatRow, address: string, { type, source }: Threat, direction: ThreatDirection): void {
    const { action } = row;
    const key = JSON.stringify([address, type, source, direction, action]);
    let count = this.counts.get(key);
    if (!count) {
      if (this.counts.size >= MAX_KEYS) {
        this.omittedRows++;
        return;
      }
      const zero = { rows: 0, packets: null, bytes: null, first: null, last: null };
      const sets = { networks: new Set<string>(), accounts: new Set<string>() };
      count = { address, type, source, direction, action, ...zero, ...sets };
      this.counts.set(key, count);
    }
    count.rows++;
    count.packets = sum(count.packets, row.packets);
    count.bytes = sum(count.bytes, row.bytes);
    count.first = earlier(count.first, row.start);
    count.last = later(count.last, row.end ?? row.start);
    addTo(count.networks, row.network);
    addTo(count.accounts, row.account);
  }
}

function addTo(set: Set<string>, value: string | null): void {
  if (value !== null && set.size < MAX_NETWORKS) set.add(value);
}

function sum(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? (a ?? b) : a + b;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
