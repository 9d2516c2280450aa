/**
 * Names of the columns and members that have the address of an entry, the preferred ones first. Names are compared in lower
 * case without separators.
 *
 * Sources: Amazon GuardDuty User Guide, "Entity lists and IP address lists", "List formats" (OTX, FireEye and ProofPoint);
 * abuse.ch, "Feodo Tracker", "Blocklists", and "ThreatFox", "CSV exports"; The Spamhaus Project, "DROP Advisory Null List".
 */
export const ADDRESS_NAMES: readonly string[] = [
  'cidr',
  'network',
  'subnet',
  'prefix',
  'range',
  'ip',
  'ipaddr',
  'ipaddress',
  'address',
  'dstip',
  'srcip',
  'sourceip',
  'iocvalue',
  'indicator',
];

/** Names of the pairs that have the first and the last address of a range. */
export const RANGE_NAMES: ReadonlyMap<string, string> = new Map([
  ['start', 'end'],
  ['first', 'last'],
  ['from', 'to'],
  ['startip', 'endip'],
  ['ipstart', 'ipend'],
]);

/** Names of the columns and members that have the type of threat, the preferred ones first. */
export const TYPE_NAMES: readonly string[] = [
  'threattype',
  'threat',
  'malware',
  'malwarefamily',
  'malwareprintable',
  'category',
  'classification',
  'type',
  'description',
  'tags',
  'tag',
  'reason',
];

/** Names of the columns that have the kind of an entry, because the list has entries of other kinds as well. */
export const KIND_NAMES: readonly string[] = ['indicatortype', 'ioctype'];

/** Kinds of entries with addresses: those of OTX, ThreatFox and MISP. */
const ADDRESS_KINDS: ReadonlySet<string> = new Set([
  'ipv4',
  'ipv6',
  'cidr',
  'ip',
  'ip:port',
  'ip-src',
  'ip-dst',
  'ip-src|port',
  'ip-dst|port',
]);

/** The name of a column or a member as the lists above have it. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Whether entries of a kind have addresses. */
export function isAddressKind(kind: string): boolean {
  return ADDRESS_KINDS.has(kind.toLowerCase());
}
