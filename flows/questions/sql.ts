/** The address in the packet where the record has it, else the interface's. */
export const SOURCE = 'coalesce(pkt_src_addr, src_addr)';
export const DESTINATION = 'coalesce(pkt_dst_addr, dst_addr)';

/** An exact sum of a 64-bit counter; null where nothing was measured. */
export function exactSum(counter: string): string {
  return `sum(cast(${counter} as decimal(38, 0)))`;
}

/**
 * Whether an address is private, shared, link-local, loopback or multicast: one that the internet does not route.
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
 */
export function isInternal(address: string): string {
  const second = `try_cast(split_part(${address}, '.', 2) as integer)`;
  const first = (octet: number) => `${address} like '${octet}.%'`;
  return `(${[
    first(10),
    first(127),
    `${address} like '192.168.%'`,
    `${address} like '169.254.%'`,
    `(${first(172)} and ${second} between 16 and 31)`,
    `(${first(100)} and ${second} between 64 and 127)`,
    `try_cast(split_part(${address}, '.', 1) as integer) >= 224`,
    `lower(${address}) like 'fc%:%'`,
    `lower(${address}) like 'fd%:%'`,
    `lower(${address}) like 'fe8%:%'`,
    `lower(${address}) like 'ff%:%'`,
    `${address} = '::1'`,
  ].join(' or ')})`;
}
