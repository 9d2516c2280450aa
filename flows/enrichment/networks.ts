import type { AddressBits } from './address-bits';
import type { Segments } from './network-segments';

const HEAD_BITS = 16;
const HEADS = 2 ** HEAD_BITS;

/**
 * IP networks with a number each. If several networks contain an address, the smallest one counts. They are kept as segments
 * of the address space, sorted, so that a lookup is one binary search whatever the number and the lengths of the networks.
 *
 * @example
 * const collector = new NetworkCollector();
 * bits.parseText('203.0.113.0');
 * collector.add(bits, 24, 1);
 * const networks = collector.networks();
 * bits.parseText('203.0.113.7');
 * networks.find(bits); // 1
 * networks.foundLength; // 24
 */
export class Networks {
  /** Length of the prefix of the network that was found last. */
  foundLength = 0;
  private readonly ipv4: Family;
  private readonly ipv6: Family;

  /** @param size - number of different networks */
  constructor(
    readonly size: number,
    ipv4: Segments,
    ipv6: Segments,
  ) {
    this.ipv4 = new Family(ipv4);
    this.ipv6 = new Family(ipv6);
  }

  /** Returns the number of the smallest network that contains an address; 0 if there is none. */
  find(bits: AddressBits): number {
    const family = bits.count === 1 ? this.ipv4 : this.ipv6;
    const segment = family.find(bits.words);
    if (segment < 0) return 0;
    this.foundLength = family.segments.lengths[segment] as number;
    return family.segments.values[segment] as number;
  }

  /** Number of ranges of IPv4 addresses with and without networks. */
  get ipv4Ranges(): number {
    return this.ipv4.segments.count;
  }

  /** Calls back with the first and the last address of each range of IPv4 addresses that a network contains. */
  forEachIpv4Range(onRange: (first: number, last: number) => void): void {
    const { starts, values, count } = this.ipv4.segments;
    for (let segment = 0; segment < count; segment++) {
      if (values[segment] === 0) continue;
      const end = segment + 1 < count ? (starts[segment + 1] as number) : 2 ** 32;
      onRange(starts[segment] as number, end - 1);
    }
  }
}

/** Segments of one IP version that are worth an index. */
const MIN_INDEXED = 4_096;

/** The segments of one IP version, with an index by the first bits of their starts. */
class Family {
  /** For each head: the first segment whose start has this head or a larger one. Empty if there are few segments. */
  private readonly firsts: Uint32Array;

  constructor(readonly segments: Segments) {
    const { starts, width, count } = segments;
    this.firsts = new Uint32Array(count < MIN_INDEXED ? 0 : HEADS + 1);
    if (count < MIN_INDEXED) return;
    let head = 0;
    for (let segment = 0; segment < count; segment++) {
      const own = (starts[segment * width] as number) >>> (32 - HEAD_BITS);
      while (head <= own) this.firsts[head++] = segment;
    }
    this.firsts.fill(count, head);
  }

  /** Returns the last segment that starts at an address or before it; -1 if there is none. */
  find(words: Uint32Array): number {
    const { firsts, segments } = this;
    const head = (words[0] as number) >>> (32 - HEAD_BITS);
    const hasIndex = firsts.length > 0;
    let low = hasIndex ? (firsts[head] as number) : 0;
    let high = hasIndex ? (firsts[head + 1] as number) : segments.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (segments.isAfter(middle, words)) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }
}
