import { columnIndex, FLOW_COLUMNS, type Value } from '../flows/columns';
import type { Origin } from '../flows/origin';

const at = {
  cloud: columnIndex('cloud'),
  logType: columnIndex('log_type'),
  accountId: columnIndex('account_id'),
  region: columnIndex('region'),
  flowLogId: columnIndex('flow_log_id'),
  source: columnIndex('source'),
  sourceRow: columnIndex('source_row'),
  srcAddr: columnIndex('src_addr'),
  dstAddr: columnIndex('dst_addr'),
  protocol: columnIndex('protocol'),
  ipVersion: columnIndex('ip_version'),
  initiator: columnIndex('initiator'),
  encryption: columnIndex('encryption'),
  encryptionStatus: columnIndex('encryption_status'),
  tcpFlags: columnIndex('tcp_flags'),
  type: columnIndex('type'),
  owner: columnIndex('owner_account_id'),
};

export const TCP = 6;
const SYN = 2;
const ACK = 16;
export const IP_VERSIONS = new Map<string, number>([
  ['IPv4', 4],
  ['IPv6', 6],
]);
export const ENCRYPTION = ['none', 'nitro', 'application', 'nitro+application'];
const ACCOUNT_ID = /^\d{12}$/;

/** A row with all that is the same for every record of a source; readers copy it and fill in the record's values. */
export function rowTemplate(origin: Origin, transitGateway: boolean): Value[] {
  const row = new Array<Value>(FLOW_COLUMNS.length).fill(null);
  row[at.cloud] = origin.cloud;
  row[at.logType] = transitGateway ? 'tgw' : 'vpc';
  row[at.flowLogId] = origin.flowLogId ?? null;
  row[at.source] = origin.source;
  return row;
}

/**
 * Derives what a record implies. Where the object key names the account, that is the account of the flow log,
 * and partitions stay those that were configured; the record's own account-id can be another one (shared VPCs)
 * or the word `unknown`, and has a column of its own.
 */
export function completeRow(row: Value[], origin: Origin, sourceRow: bigint): void {
  row[at.sourceRow] = sourceRow;
  row[at.accountId] = origin.accountId ?? ownerAccount(row[at.owner]);
  row[at.region] ??= origin.region ?? null;
  row[at.ipVersion] = ipVersion(row);
  row[at.initiator] = initiator(row);
  const encryption = row[at.encryptionStatus];
  if (typeof encryption === 'number') row[at.encryption] = ENCRYPTION[encryption] ?? String(encryption);
}

function ownerAccount(owner: Value | undefined): string | null {
  return typeof owner === 'string' && ACCOUNT_ID.test(owner) ? owner : null;
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

/**
 * Which side opened the connection, by the flags of TCP. SYN alone is the opening side. VPC flow logs report ACK only
 * together with SYN, so SYN-ACK is the answering side; transit gateways report every ACK of the window, so there SYN with
 * ACK can be either side.
 */
export function initiatorOf(flags: number, transitGateway: boolean): 'src' | 'dst' | null {
  if (!(flags & SYN)) return null;
  if (!(flags & ACK)) return 'src';
  return transitGateway ? null : 'dst';
}
