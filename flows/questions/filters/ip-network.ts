import { AddressBits } from '../../enrichment/address-bits';

const IPV6_BITS = 128;
const IPV4_BITS = 32;

/** A network, or one address. */
export interface IpNetwork {
  /** The network as text: `10.0.0.0/8`, `2001:db8:0:0:0:0:0:0/32`. */
  readonly text: string;
  readonly version: 4 | 6;
  /** The first address: four numbers of 8 bits, or eight of 16 bits. */
  readonly groups: readonly number[];
  /** Bits of the prefix: 32 or 128 for one address. */
  readonly length: number;
}

/**
 * Parses an address or a network in CIDR notation. An IPv4 address that is written as IPv6 is an IPv4 address.
 *
 * @returns the problem as the end of a sentence, if the text is no network
 */
export function parseNetwork(text: string): IpNetwork | string {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = new AddressBits();
  if (rest.length > 0 || !bits.parseText(address)) return 'is not an address or a network';
  const version = bits.length === IPV4_BITS ? 4 : 6;
  const isMapped = version === 4 && address.includes(':');
  const offset = isMapped ? IPV6_BITS - IPV4_BITS : 0;
  const length = prefix === undefined ? bits.length : prefixLength(prefix, offset);
  if (length < 0 || length > bits.length) {
    return `does not have a prefix length from ${offset} to ${bits.length + offset}`;
  }
  const network = networkOf(bits, version, length);
  if (network.groups.join() === groupsOf(bits).join()) return network;
  return `has bits after its prefix: the network is ${network.text}`;
}

/** Returns a network of a list in code. */
export function network(text: string): IpNetwork {
  const parsed = parseNetwork(text);
  if (typeof parsed === 'string') throw new Error(`${text} ${parsed}`);
  return parsed;
}

function prefixLength(digits: string, offset: number): number {
  return /^\d{1,3}$/.test(digits) ? Number(digits) - offset : -1;
}

function networkOf(bits: AddressBits, version: 4 | 6, length: number): IpNetwork {
  const size = version === 4 ? 8 : 16;
  const groups = groupsOf(bits).map((group, index) => {
    const kept = Math.min(size, Math.max(0, length - index * size));
    return group & ~(2 ** (size - kept) - 1);
  });
  const address = version === 4 ? groups.join('.') : groups.map((group) => group.toString(16)).join(':');
  return { text: `${address}/${length}`, version, groups, length };
}

function groupsOf({ words, count }: AddressBits): number[] {
  if (count === 1) {
    const word = words[0] as number;
    return [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff];
  }
  return [...words].flatMap((word) => [word >>> 16, word & 0xffff]);
}
