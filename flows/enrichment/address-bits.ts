const DOT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;
const IPV4_WORDS = 1;
const IPV6_WORDS = 4;
const IPV6_GROUPS = 8;
const MAX_GROUP_DIGITS = 4;
/** An IPv6 address that ends with an IPv4 address. */
const MAX_TEXT_LENGTH = 45;
/** The third word of an IPv4 address that is written as IPv6, such as ::ffff:192.0.2.1. */
const MAPPED_WORD = 0xffff;
const NO_BYTE = -1;

/** Values of hexadecimal digits by their characters; -1 for other characters. */
const HEX = Int8Array.from({ length: 256 }, (_, byte) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
  return digit;
});

/**
 * The bits of an IP address. One object parses any number of addresses, so that no lookup allocates memory. An IPv4
 * address that is written as IPv6 is an IPv4 address.
 *
 * @example
 * const bits = new AddressBits();
 * bits.parseText('192.0.2.1'); // true
 * bits.words[0]; // 0xc0000201
 */
export class AddressBits {
  /** The bits in words, the first bits first. Only the first `count` words are of the address. */
  readonly words = new Uint32Array(IPV6_WORDS);
  /** Number of words: 1 for IPv4, 4 for IPv6. */
  count = 0;
  private readonly groups = new Uint16Array(IPV6_GROUPS);
  private readonly text = new Uint8Array(MAX_TEXT_LENGTH);

  /** Number of bits: 32 or 128. */
  get length(): number {
    return this.count * 32;
  }

  /**
   * Parses an address in its usual notation: no leading zeros in IPv4, no zone. Returns whether the bytes are one.
   *
   * @param to - index after the last byte
   */
  parse(bytes: Uint8Array, from: number, to: number): boolean {
    const { words } = this;
    const word = ipv4Word(bytes, from, to);
    if (word >= 0) {
      this.count = IPV4_WORDS;
      words[0] = word;
      return true;
    }
    if (!this.parseGroups(bytes, from, to)) return false;
    const { groups } = this;
    for (let index = 0; index < IPV6_WORDS; index++) {
      words[index] = (((groups[2 * index] as number) << 16) | (groups[2 * index + 1] as number)) >>> 0;
    }
    this.count = IPV6_WORDS;
    if (words[0] === 0 && words[1] === 0 && words[2] === MAPPED_WORD) {
      words[0] = words[3] as number;
      this.count = IPV4_WORDS;
    }
    return true;
  }

  /** Parses a text. Returns whether it is an address. */
  parseText(text: string): boolean {
    if (text.length > MAX_TEXT_LENGTH) return false;
    for (let index = 0; index < text.length; index++) {
      const character = text.charCodeAt(index);
      if (character > 0x7f) return false;
      this.text[index] = character;
    }
    return this.parse(this.text, 0, text.length);
  }

  /** The address as text; IPv6 without abbreviation. */
  toString(): string {
    const { words, count } = this;
    if (count === IPV4_WORDS) {
      const word = words[0] as number;
      return [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff].join('.');
    }
    return Array.from(words, (word) => `${(word >>> 16).toString(16)}:${(word & 0xffff).toString(16)}`).join(
      ':',
    );
  }

  /** Parses eight groups of hexadecimal digits, or fewer groups with one `::`; the last two can be an IPv4 address. */
  private parseGroups(bytes: Uint8Array, from: number, to: number): boolean {
    const { groups } = this;
    let at = from;
    let count = 0;
    let gap = -1;
    if (bytes[at] === COLON) {
      if (to - at < 2 || bytes[at + 1] !== COLON) return false;
      gap = 0;
      at += 2;
    }
    while (at < to) {
      if (count === IPV6_GROUPS) return false;
      const start = at;
      let value = 0;
      for (let digit = 0; at < to && at - start <= MAX_GROUP_DIGITS; at++) {
        digit = HEX[bytes[at] as number] as number;
        if (digit < 0) break;
        value = value * 16 + digit;
      }
      if (at < to && bytes[at] === DOT) {
        const word = ipv4Word(bytes, start, to);
        if (word < 0 || count > IPV6_GROUPS - 2) return false;
        groups[count++] = word >>> 16;
        groups[count++] = word & 0xffff;
        break;
      }
      if (at === start || at - start > MAX_GROUP_DIGITS) return false;
      groups[count++] = value;
      if (at === to) break;
      if (bytes[at] !== COLON || ++at === to) return false;
      if (bytes[at] !== COLON) continue;
      if (gap >= 0) return false;
      gap = count;
      at++;
    }
    if (gap < 0) return count === IPV6_GROUPS;
    if (count === IPV6_GROUPS) return false;
    const after = count - gap;
    groups.copyWithin(IPV6_GROUPS - after, gap, count);
    groups.fill(0, gap, IPV6_GROUPS - after);
    return true;
  }
}

/** The word of an IPv4 address; -1 if the bytes are none. */
function ipv4Word(bytes: Uint8Array, from: number, to: number): number {
  let word = 0;
  let octets = 0;
  let octet = NO_BYTE;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte === DOT) {
      if (octet < 0 || octets === 3) return -1;
      word = word * 256 + octet;
      octets++;
      octet = NO_BYTE;
      continue;
    }
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9 || octet === 0) return -1;
    octet = octet < 0 ? digit : octet * 10 + digit;
    if (octet > 255) return -1;
  }
  return octet < 0 || octets !== 3 ? -1 : word * 256 + octet;
}
