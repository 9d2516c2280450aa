/** The address in the packet where the record has it, else the interface's. */
export const SOURCE = 'coalesce(pkt_src_addr, src_addr)';
export const DESTINATION = 'coalesce(pkt_dst_addr, dst_addr)';

/** Records of traffic; the others say that there was none, or that it was skipped. */
export const TRAFFIC = 'src_addr is not null';

/** Sides of a connection: as the record tells, else the higher port has opened it. Neither, where they are equal. */
export const OPENED_BY_SOURCE = "(initiator = 'src' or (initiator is null and dst_port < src_port))";
export const OPENED_BY_DESTINATION = "(initiator = 'dst' or (initiator is null and src_port < dst_port))";

/** How sides are told, for what a question says of itself. */
export const HOW_SIDES_ARE_TOLD =
  'Where a record does not tell who opened the connection, the side with the higher port is taken for it.';

/** That a flow between two logged interfaces is two records, for what a question says of itself. */
export const SEEN_TWICE = 'A flow that is logged at both of its ends counts at each.';

/** An exact sum of a 64-bit counter; null where nothing was measured. */
export function exactSum(counter: string): string {
  return `sum(cast(${counter} as decimal(38, 0)))`;
}

/** What was measured, in the columns that all rankings share. */
export const MEASURES = `${exactSum('bytes_out')} as bytes_out,
  ${exactSum('bytes_in')} as bytes_in,
  ${exactSum('packets_out')} as packets_out,
  count(*) as records`;

/** When the first and the last of it was seen. */
export const SEEN = `min(start_time) as first_seen,
  max(coalesce(end_time, start_time)) as last_seen`;

/** All bytes of a group, both ways; 0 where nothing was measured, so that it can be ordered by. */
export const ALL_BYTES = allBytes('flows');

/**
 * All bytes of a group of rows of a table. The name of the table stands before the columns, because Trino takes a bare
 * `bytes_out` in `order by` for the sum of that name.
 */
export function allBytes(table: string): string {
  return `coalesce(${exactSum(`${table}.bytes_out`)}, 0) + coalesce(${exactSum(`${table}.bytes_in`)}, 0)`;
}

/** Nulls last on every engine. */
export function ascending(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `${key} nulls last`).join(', ');
}

/** How a question groups, and what of it is shown. */
export interface Ranking {
  /** Keys of the groups: `expression as name`, or a column. */
  readonly by: readonly string[];
  /** What is shown of a group; what was measured, if not given. */
  readonly show?: string;
  readonly where: string;
  /** What comes first; most bytes, if not given. */
  readonly first?: string;
  readonly limit: number;
}

/** Groups in a total order, the largest first. */
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
    `coalesce(try_cast(split_part(${address}, '.', 1) as integer) >= 224, false)`,
    `lower(${address}) like 'fc%:%'`,
    `lower(${address}) like 'fd%:%'`,
    ...['8', '9', 'a', 'b'].map((digit) => `lower(${address}) like 'fe${digit}%:%'`),
    `lower(${address}) like 'ff%:%'`,
    `${address} in ('::', '::1')`,
  ].join(' or ')})`;
}
