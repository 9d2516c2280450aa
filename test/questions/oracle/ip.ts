/** An address as a number, and its number of bits. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Returns the number of an IPv4 or IPv6 address. An IPv4 address at the end of an IPv6 address is allowed. */
export function parseAddress(text: string): Address {
  if (!text.includes(':')) return { bits: 32, value: BigInt(ipv4(text)) };
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const whole = tail.includes('.') ? `${text.slice(0, -tail.length)}${groupsOfIpv4(tail)}` : text;
  const [left = '', right] = whole.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const zeros = new Array<string>(8 - before.length - after.length).fill('0');
  const groups = [...before, ...zeros, ...after];
  return { bits: 128, value: groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n) };
}

/** Whether an address belongs to a network in CIDR notation. */
export function isIn(address: string, network: string): boolean {
  const [base = '', length = ''] = network.split('/');
  const { bits, value } = parseAddress(address);
  const start = parseAddress(base);
  if (start.bits !== bits) return false;
  const rest = BigInt(bits - Number(length));
  return value >> rest === start.value >> rest;
}

function ipv4(text: string): number {
  return text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function groupsOfIpv4(text: string): string {
  const value = ipv4(text);
  return `${Math.floor(value / 65_536).toString(16)}:${(value % 65_536).toString(16)}`;
}
