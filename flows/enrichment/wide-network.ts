import { AddressBits } from './address-bits';

/** Shortest prefixes that entries can have. Registries allocate networks of these sizes to whole countries. */
const MIN_LENGTHS: Readonly<Record<1 | 4, number>> = { 1: 8, 4: 16 };

/**
 * Networks of which no address is a public one. Lists of unallocated networks contain them, and such a list would mark the
 * traffic of everyone. An address or a part of one of these networks is a valid entry.
 *
 * Source: IANA, "IPv4 Special-Purpose Address Registry" and "IPv6 Special-Purpose Address Registry".
 */
const NOT_PUBLIC = [
  '0.0.0.0/32',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.1/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/8',
  '255.255.255.255/32',
  '::/128',
  '::1/128',
  '64:ff9b::/96',
  'fc00::/16',
  'fd00::/16',
  'fe80::/16',
  'ff00::/16',
].map(networkOf);

interface Network {
  readonly text: string;
  readonly words: Uint32Array;
  readonly count: number;
  readonly length: number;
}

/**
 * Describes why an entry with a network would mark traffic that has nothing to do with a threat.
 *
 * @param length - bits of the prefix
 * @returns undefined if the network can be an entry
 */
export function wideNetworkProblem({ words, count }: AddressBits, length: number): string | undefined {
  const min = MIN_LENGTHS[count as 1 | 4];
  if (length < min)
    return `a prefix of ${length} bits marks too many addresses, at least ${min} are required`;
  for (const network of NOT_PUBLIC) {
    if (network.count === count && length <= network.length && hasPrefix(network.words, words, length))
      return `marks ${network.text}, which is not public`;
  }
  return undefined;
}

/** Whether two addresses have the same first bits. */
function hasPrefix(a: Uint32Array, b: Uint32Array, length: number): boolean {
  for (let word = 0, bits = length; bits > 0; word++, bits -= 32) {
    const differing = ((a[word] as number) ^ (b[word] as number)) >>> (bits >= 32 ? 0 : 32 - bits);
    if (differing !== 0) return false;
  }
  return true;
}

function networkOf(text: string): Network {
  const [address, length] = text.split('/');
  const bits = new AddressBits();
  bits.parseText(address as string);
  return { text, words: bits.words.slice(), count: bits.count, length: Number(length) };
}
