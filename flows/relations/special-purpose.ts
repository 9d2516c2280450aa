import { AZURE_PLATFORM_ADDRESS, INTERNAL_V4, INTERNAL_V6 } from '../internal-networks';

const OCTET_BITS = 8;
const GROUP_BITS = 16;

/** Returns a condition for addresses that are not on the internet, in any network. False for null. */
export function isSpecialPurpose(address: string): string {
  const conditions = [
    ...INTERNAL_V4.map((network) => inNetworkV4(address, network)),
    ...INTERNAL_V6.flatMap((network) => textsOfV6(network)).map((text) => `lower(${address}) like '${text}'`),
    `${address} = '${AZURE_PLATFORM_ADDRESS}'`,
  ];
  return `coalesce(${conditions.join(' or ')}, false)`;
}

/** Returns a condition for IPv4 addresses of a network: its whole octets as text, and the range of the next octet. */
function inNetworkV4(address: string, network: string): string {
  const [base, length] = network.split('/') as [string, string];
  const octets = base.split('.').map(Number);
  const whole = Math.floor(Number(length) / OCTET_BITS);
  const rest = Number(length) % OCTET_BITS;
  const start = octets
    .slice(0, whole)
    .map((octet) => `${octet}.`)
    .join('');
  const begins = whole > 0 ? [`${address} like '${start}%'`] : [];
  if (rest === 0) return begins.join('');
  const first = octets[whole] as number;
  const last = first + 2 ** (OCTET_BITS - rest) - 1;
  const octet = `try_cast(split_part(${address}, '.', ${whole + 1}) as integer)`;
  return `(${[...begins, `${octet} between ${first} and ${last}`].join(' and ')})`;
}

/** Returns the patterns of the texts of an IPv6 network. Texts in the table are compressed, as in RFC 5952. */
function textsOfV6(network: string): string[] {
  const [base, length] = network.split('/') as [string, string];
  const bits = Number(length);
  if (bits === 128) return [base];
  if (bits > GROUP_BITS) return [`${startOfV6(base, bits)}%`];
  // the first group has four digits; the patterns fix as many as the prefix has
  const first = Number.parseInt(base, GROUP_BITS);
  const digits = Math.ceil(bits / 4);
  const variants = 2 ** (digits * 4 - bits);
  const prefix = first >> (GROUP_BITS - digits * 4);
  return Array.from({ length: variants }, (_, index) =>
    `${(prefix + index).toString(GROUP_BITS)}`.padEnd(4, '_').concat(':%'),
  );
}

/** Returns the text with which all addresses of a network begin that has whole groups. */
function startOfV6(base: string, bits: number): string {
  if (base.endsWith('0:0')) return base.slice(0, -'0:0'.length);
  const groups = base.split(':').filter((group) => group !== '').length;
  // `::` stands for the rest of the address, or for groups of the network
  return groups * GROUP_BITS === bits ? base.slice(0, -1) : base;
}
