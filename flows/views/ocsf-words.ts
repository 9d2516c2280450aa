/**
 * Captions of the OCSF enumerations.
 *
 * Source: OCSF schema 1.1.0, class Network Activity (4001) and objects Network Connection Information, Security Control.
 */
export const ACTIVITIES: Words = { 1: 'Open', 2: 'Close', 5: 'Refuse', 6: 'Traffic', 99: 'Other' };
export const ACTIONS: Words = { 1: 'Allowed', 2: 'Denied' };
export const DISPOSITIONS: Words = { 1: 'Allowed', 2: 'Blocked' };
export const DIRECTIONS: Words = { 0: 'Unknown', 1: 'Inbound', 2: 'Outbound' };
export const IP_VERSIONS: Words = { 4: 'IPv4', 6: 'IPv6' };
export const BOUNDARIES: Words = {
  4: 'Same VPC',
  5: 'Internet/VPC Gateway',
  6: 'Virtual Private Gateway',
  7: 'Intra-region VPC',
  8: 'Inter-region VPC',
  9: 'Local Gateway',
  10: 'Gateway VPC',
  11: 'Internet Gateway',
};

/** Names in lower case, as OCSF requires. Other protocols have only a number. Source: IANA Protocol Numbers. */
export const PROTOCOLS: Words = {
  1: 'icmp',
  2: 'igmp',
  4: 'ipv4',
  6: 'tcp',
  17: 'udp',
  41: 'ipv6',
  47: 'gre',
  50: 'esp',
  51: 'ah',
  58: 'ipv6-icmp',
  88: 'eigrp',
  89: 'ospfigp',
  103: 'pim',
  112: 'vrrp',
  132: 'sctp',
};

type Words = Readonly<Record<number, string>>;

/** Returns an expression for the caption of a number; null if it has none. */
export function wordOf(words: Words, number: string): string {
  const cases = Object.entries(words).map(([value, word]) => `when ${value} then '${word}'`);
  return `case ${number} ${cases.join(' ')} end`;
}
