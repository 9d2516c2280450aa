/** The address in the packet if the record has it, else the address of the interface. */
export const SOURCE = 'coalesce(pkt_src_addr, src_addr)';
export const DESTINATION = 'coalesce(pkt_dst_addr, dst_addr)';

/** Records of traffic. The other records report an interval without traffic, or with skipped records. */
export const TRAFFIC = 'src_addr is not null';

/** The opener of a connection: by the record, else the side with the higher port. No side, if the ports are equal. */
export const OPENED_BY_SOURCE = "(initiator = 'src' or (initiator is null and dst_port < src_port))";
export const OPENED_BY_DESTINATION = "(initiator = 'dst' or (initiator is null and src_port < dst_port))";

/** Where a record was observed: AWS interface, Azure network card, transit gateway attachment, regional NAT gateway. */
export const LOGGED_AT = 'coalesce(interface_id, mac_address, tgw_attachment_id, resource_id)';

/** Returns the exact sum of a 64-bit counter; null if nothing was measured. */
export function exactSum(counter: string): string {
  return `sum(cast(${counter} as decimal(38, 0)))`;
}

/** The measures that rankings share. */
export const MEASURES = `${exactSum('bytes_out')} as bytes_out,
  ${exactSum('bytes_in')} as bytes_in,
  ${exactSum('packets_out')} as packets_out,
  count(*) as records`;

/** The times of the first and the last record. */
export const SEEN = `min(start_time) as first_seen,
  max(coalesce(end_time, start_time)) as last_seen`;

/** All bytes of a group in both directions; 0 if nothing was measured, so that rows can be ordered by it. */
export const ALL_BYTES = allBytes('flows');

/**
 * Returns all bytes of a group of rows of a table. The name of the table stands before the columns, because Trino
 * resolves a bare `bytes_out` in `order by` to the sum of that name.
 */
export function allBytes(table: string): string {
  return `coalesce(${exactSum(`${table}.bytes_out`)}, 0) + coalesce(${exactSum(`${table}.bytes_in`)}, 0)`;
}

/** Returns ascending sort keys with nulls last on every engine. */
export function ascending(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `${key} nulls last`).join(', ');
}

/** Groups of a ranking, and what it shows of each. */
export interface Ranking {
  /** Keys of the groups: `expression as name`, or a column. */
  readonly by: readonly string[];
  /** @default MEASURES */
  readonly show?: string;
  readonly where: string;
  /**
   * Expression whose largest values come first.
   *
   * @default ALL_BYTES
   */
  readonly first?: string;
  readonly limit: number;
}

/** Returns a query for groups in a total order, the largest first. */
export function ranking({ by, show = MEASURES, where, first = ALL_BYTES, limit }: Ranking): string {
  const keys = by.map((_, index) => index + 1);
  return `select
  ${[...by, show].join(',\n  ')}
from flows
where ${where}
group by ${keys.join(', ')}
order by ${first} desc, ${ascending(...keys)}
limit ${limit}`;
}

/**
 * Returns a condition for private, shared, link-local, loopback and multicast addresses, which the internet does not
 * route. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
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
    `coalesce(try_cast(split_part(${address}, '.', 1) as integer) >= 224, false)`,
    `lower(${address}) like 'fc%:%'`,
    `lower(${address}) like 'fd%:%'`,
    ...['8', '9', 'a', 'b'].map((digit) => `lower(${address}) like 'fe${digit}%:%'`),
    `lower(${address}) like 'ff%:%'`,
    `${address} in ('::', '::1')`,
  ].join(' or ')})`;
}
