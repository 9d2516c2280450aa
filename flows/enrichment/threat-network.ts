import { AddressBits } from './address-bits';

const MAX_PORT = 65_535;
/** An observation of STIX, such as `[ipv4-addr:value = '198.51.100.1/32']`. */
const STIX_PATTERN = /^\[\s*ipv[46]-addr:value\s*=\s*'([^']*)'\s*\]$/;
/** An address in brackets, and an optional port. */
const BRACKETS = /^\[([^\]]*)\](?::(.*))?$/;
const DIGITS = /^[0-9]+$/;
/** Numbers with dots between them. */
const DOTTED_NUMBERS = /^[0-9.]+$/;
/** A number with a leading zero, which some programs read as an octal number. */
const LEADING_ZERO = /(?:^|\.)0[0-9]/;

/**
 * Receives the networks of an entry, one after the other: their bits and the length of their prefix. If it returns false,
 * the networks after this one are left out.
 */
export type OnNetwork = (bits: AddressBits, length: number) => unknown;

const bits = new AddressBits();
const last = new AddressBits();

/**
 * Reads the address, network or range of an entry of a threat list: `192.0.2.1`, `192.0.2.0/24`, `192.0.2.1-192.0.2.9`,
 * `192.0.2.1:443`, `[2001:db8::1]:443` or a STIX pattern. A range is the networks that it consists of.
 *
 * @returns the problem; undefined if the text is valid
 */
export function readNetwork(text: string, onNetwork: OnNetwork): string | undefined {
  if (bits.parseText(text)) {
    onNetwork(bits, bits.length);
    return undefined;
  }
  const observed = STIX_PATTERN.exec(text)?.[1];
  if (observed !== undefined) return readNetwork(observed, onNetwork);
  const slash = text.indexOf('/');
  if (slash >= 0) return readPrefix(text, slash, onNetwork);
  const dash = text.indexOf('-');
  if (dash >= 0) return readRange(text.slice(0, dash).trim(), text.slice(dash + 1).trim(), onNetwork);
  return readWithPort(text, onNetwork);
}

/**
 * Whether an address is the last one of the network that starts at another.
 *
 * @param length - bits of the network's prefix
 */
export function lastOfNetwork(first: AddressBits, length: number, address: AddressBits): boolean {
  if (first.count !== address.count || length > first.length) return false;
  for (let word = 0; word < first.count; word++) {
    const host = hostBits(length - 32 * word);
    const start = first.words[word] as number;
    if ((start & host) !== 0 || (start | host) >>> 0 !== address.words[word]) return false;
  }
  return true;
}

function readPrefix(text: string, slash: number, onNetwork: OnNetwork): string | undefined {
  const address = text.slice(0, slash);
  if (!bits.parseText(address)) return problemOf(address);
  const digits = text.slice(slash + 1);
  // an IPv4 network that is written as IPv6 has the 96 bits before it in its length
  const offset = bits.count === 1 && address.includes(':') ? 96 : 0;
  const length = DIGITS.test(digits) ? Number(digits) - offset : -1;
  if (length < 0 || length > bits.length)
    return `the prefix length is not ${offset} to ${bits.length + offset}`;
  onNetwork(bits, length);
  return undefined;
}

function readRange(from: string, to: string, onNetwork: OnNetwork): string | undefined {
  if (!last.parseText(to)) return problemOf(to);
  if (!bits.parseText(from)) return problemOf(from);
  if (bits.count !== last.count) return 'the range has addresses of two IP versions';
  if (compare(bits.words, last.words) > 0) return 'the range ends before it starts';
  while (true) {
    const length = largestNetwork();
    if (onNetwork(bits, length) === false) return undefined;
    if (!moveAfter(length) || compare(bits.words, last.words) > 0) return undefined;
  }
}

function readWithPort(text: string, onNetwork: OnNetwork): string | undefined {
  const brackets = BRACKETS.exec(text);
  const colon = text.indexOf(':');
  const [address, port] = brackets
    ? [brackets[1] as string, brackets[2]]
    : colon > 0 && colon === text.lastIndexOf(':')
      ? [text.slice(0, colon), text.slice(colon + 1)]
      : [text, undefined];
  if (!bits.parseText(address)) return problemOf(address);
  if (port !== undefined && !(DIGITS.test(port) && Number(port) <= MAX_PORT)) {
    return `the port is not 0 to ${MAX_PORT}`;
  }
  onNetwork(bits, bits.length);
  return undefined;
}

function problemOf(address: string): string {
  if (DOTTED_NUMBERS.test(address) && LEADING_ZERO.test(address))
    return 'a number with a leading zero can be decimal or octal: remove the zero';
  return 'not an IP address, network or range';
}

/** The prefix length of the largest network that starts at the first address of the range and ends within the range. */
function largestNetwork(): number {
  let length = bits.length;
  while (length > 0 && bitAt(bits.words, length - 1) === 0 && endsWithin(length - 1)) length--;
  return length;
}

function endsWithin(length: number): boolean {
  for (let word = 0; word < bits.count; word++) {
    const end = ((bits.words[word] as number) | hostBits(length - 32 * word)) >>> 0;
    const limit = last.words[word] as number;
    if (end !== limit) return end < limit;
  }
  return true;
}

/** The bits of a word that follow a number of bits. */
function hostBits(prefix: number): number {
  if (prefix >= 32) return 0;
  return prefix <= 0 ? 0xffffffff : 0xffffffff >>> prefix;
}

function bitAt(words: Uint32Array, index: number): number {
  return ((words[index >> 5] as number) >>> (31 - (index & 31))) & 1;
}

/** Moves to the first address after a network. Returns false if there is none. */
function moveAfter(length: number): boolean {
  for (let word = bits.count - 1; word >= 0; word--) {
    const prefix = length - 32 * word;
    if (prefix <= 0) continue;
    const sum = (bits.words[word] as number) + 2 ** (32 - Math.min(prefix, 32));
    bits.words[word] = sum;
    if (sum < 2 ** 32) return true;
    // the carry goes to the next word, at its lowest bit
    return carry(word - 1);
  }
  return false;
}

function carry(from: number): boolean {
  for (let word = from; word >= 0; word--) {
    const sum = (bits.words[word] as number) + 1;
    bits.words[word] = sum;
    if (sum < 2 ** 32) return true;
  }
  return false;
}

function compare(a: Uint32Array, b: Uint32Array): number {
  for (let word = 0; word < bits.count; word++) {
    const difference = (a[word] as number) - (b[word] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
