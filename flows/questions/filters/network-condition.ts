import type { IpNetwork } from './ip-network';

const OCTET_BITS = 8;
const GROUP_BITS = 16;

/**
 * Returns a condition for addresses in one of several networks, in SQL that DuckDB and Trino both execute. It is not true
 * for null, and compares IPv6 addresses in each notation without a dot.
 *
 * @param address - an expression: the address as text
 */
export function inNetworks(address: string, networks: readonly IpNetwork[]): string {
  return `(${networks.map((each) => inNetwork(address, each)).join(' or ')})`;
}

function inNetwork(address: string, network: IpNetwork): string {
  return network.version === 4 ? inIpv4(address, network) : inIpv6(address, network);
}

function inIpv4(address: string, { groups, length }: IpNetwork): string {
  if (length === 32) return `${address} = '${groups.join('.')}'`;
  const whole = Math.floor(length / OCTET_BITS);
  const free = (whole + 1) * OCTET_BITS - length;
  const start = groups
    .slice(0, whole)
    .map((octet) => `${octet}.`)
    .join('');
  const prefix = whole === 0 ? `${address} not like '%:%'` : `${address} like '${start}%'`;
  if (free === OCTET_BITS) return prefix;
  const first = groups[whole] as number;
  const octet = `try_cast(split_part(${address}, '.', ${whole + 1}) as integer)`;
  return `(${prefix} and ${octet} between ${first} and ${first + 2 ** free - 1})`;
}

function inIpv6(address: string, { groups, length }: IpNetwork): string {
  const whole = Math.floor(length / GROUP_BITS);
  const free = (whole + 1) * GROUP_BITS - length;
  const expanded = withoutGap(address);
  const group = (index: number) => `lpad(split_part(${expanded}, ':', ${index + 1}), 4, '0')`;
  const conditions = groups.slice(0, whole).map((value, index) => `${group(index)} = '${hex(value)}'`);
  if (free < GROUP_BITS) {
    const first = groups[whole] as number;
    conditions.push(`${group(whole)} between '${hex(first)}' and '${hex(first + 2 ** free - 1)}'`);
  }
  return `(${[`${address} like '%:%'`, ...conditions].join(' and ')})`;
}

/**
 * Returns an expression for an IPv6 address with eight groups: `::` is replaced by groups of zeros. An IPv4 address at the
 * end counts as two groups and remains one.
 */
function withoutGap(address: string): string {
  const zeroAt = (pattern: string) => `case when ${address} like '${pattern}' then '0' else '' end`;
  const closed = `${zeroAt('::%')} || lower(${address}) || ${zeroAt('%::')}`;
  const dotted = `case when ${address} like '%.%' then 1 else 0 end`;
  const colons = `length(${address}) - length(replace(${address}, ':', '')) + ${dotted}`;
  return `replace(${closed}, '::', substr(':0:0:0:0:0:0:0', 1, 17 - 2 * (${colons})))`;
}

function hex(group: number): string {
  return group.toString(16).padStart(4, '0');
}
