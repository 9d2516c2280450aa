import { type ColumnName, columnIndex, type Value } from '../flows/columns';

/** A column that the reader derives from other columns of a record. */
export interface DerivedColumn {
  readonly column: ColumnName;
  /** Columns that the value comes from. One of them is sufficient. */
  readonly sources: readonly ColumnName[];
  /** Returns the value for a row whose other columns are complete. */
  derive(row: readonly Value[]): Value;
}

const at = {
  logType: columnIndex('log_type'),
  srcAddr: columnIndex('src_addr'),
  dstAddr: columnIndex('dst_addr'),
  protocol: columnIndex('protocol'),
  encryptionStatus: columnIndex('encryption_status'),
  tcpFlags: columnIndex('tcp_flags'),
  type: columnIndex('type'),
};

export const TCP = 6;
const SYN = 2;
const ACK = 16;

/** IP version by the value of the field `type`. */
export const IP_VERSIONS = new Map<string, number>([
  ['IPv4', 4],
  ['IPv6', 6],
]);

/** Texts of the codes of `encryption_status`. */
export const ENCRYPTION = ['none', 'nitro', 'application', 'nitro+application'];

/** Every derived column. The readers, the saved queries, and the standard derive from this list. */
export const DERIVED_COLUMNS: readonly DerivedColumn[] = [
  { column: 'ip_version', sources: ['type', 'src_addr', 'dst_addr'], derive: ipVersion },
  { column: 'initiator', sources: ['tcp_flags'], derive: initiator },
  { column: 'encryption', sources: ['encryption_status'], derive: encryption },
];

/** Returns the columns that a derived column comes from. */
export function sourcesOf(column: ColumnName): readonly ColumnName[] {
  return DERIVED_COLUMNS.find((derived) => derived.column === column)?.sources ?? [];
}

function ipVersion(row: readonly Value[]): number | null {
  const byType = IP_VERSIONS.get(row[at.type] as string);
  if (byType) return byType;
  const address = row[at.srcAddr] ?? row[at.dstAddr];
  if (typeof address !== 'string') return null;
  return address.includes(':') ? 6 : 4;
}

function initiator(row: readonly Value[]): 'src' | 'dst' | null {
  const flags = row[at.tcpFlags];
  const protocol = row[at.protocol];
  if (typeof flags !== 'number' || (protocol !== null && protocol !== TCP)) return null;
  return initiatorOf(flags, row[at.logType] === 'tgw');
}

function encryption(row: readonly Value[]): string | null {
  const status = row[at.encryptionStatus];
  return typeof status === 'number' ? (ENCRYPTION[status] ?? String(status)) : null;
}

/**
 * Returns the side that opened the connection, by the TCP flags. SYN without ACK is the opening side. VPC flow logs
 * report ACK only together with SYN, so SYN with ACK is the answering side. Transit gateways report every ACK of the
 * window, so there SYN with ACK can be either side.
 */
export function initiatorOf(flags: number, transitGateway: boolean): 'src' | 'dst' | null {
  if (!(flags & SYN)) return null;
  if (!(flags & ACK)) return 'src';
  return transitGateway ? null : 'dst';
}
