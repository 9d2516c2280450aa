import type { AddressBits } from './address-bits';
import { Segments } from './network-segments';
import { Networks } from './networks';
import { radixOrder } from './radix-order';

const WORD_BITS = 32;
const FIRST_ROOM = 1_024;

/** Collects networks in any order. */
export class NetworkCollector {
  private readonly ipv4 = new Collection(1);
  private readonly ipv6 = new Collection(4);

  /** Number of networks, the same ones included. */
  get count(): number {
    return this.ipv4.count + this.ipv6.count;
  }

  /**
   * Adds the network of an address. If it was added before, its first value counts.
   *
   * @param length - bits of the prefix; the other bits of the address are ignored
   * @param value - number of the network, from 1
   */
  add(bits: AddressBits, length: number, value: number): void {
    (bits.count === 1 ? this.ipv4 : this.ipv6).add(bits.words, length, value);
  }

  /** Begins an entry of several networks. */
  beginEntry(): void {
    this.ipv4.entry = this.ipv4.count;
    this.ipv6.entry = this.ipv6.count;
  }

  /** Removes the networks of the entry that began last. */
  undoEntry(): void {
    this.ipv4.count = this.ipv4.entry;
    this.ipv6.count = this.ipv6.entry;
  }

  /** Returns the networks. Nothing can be added after this. */
  networks(): Networks {
    const [ipv4, ipv6] = [this.ipv4.segments(), this.ipv6.segments()];
    return new Networks(ipv4.size + ipv6.size, ipv4.segments, ipv6.segments);
  }
}

/** Networks of one IP version, in the order in which they were added. */
class Collection {
  count = 0;
  /** Number of networks before the entry that began last. */
  entry = 0;
  private starts: Uint32Array<ArrayBuffer>;
  private values = new Uint32Array(FIRST_ROOM);
  private lengths = new Uint8Array(FIRST_ROOM);
  private readonly after: Uint32Array;

  /** @param width - words of an address: 1 or 4 */
  constructor(private readonly width: number) {
    this.starts = new Uint32Array(FIRST_ROOM * width);
    this.after = new Uint32Array(width);
  }

  add(words: Uint32Array, length: number, value: number): void {
    if (this.count === this.values.length) this.grow();
    const { starts, width } = this;
    const index = this.count++;
    for (let word = 0; word < width; word++) {
      starts[index * width + word] = (words[word] as number) & prefixMask(length - word * WORD_BITS);
    }
    this.lengths[index] = length;
    this.values[index] = value;
  }

  /** Returns the segments, and the number of different networks. */
  segments(): { readonly segments: Segments; readonly size: number } {
    const { starts, width, lengths, count } = this;
    const segments = new Segments(width, 2 * count + 1);
    const order = radixOrder(count, lengths, starts, width);
    /** Networks that contain the last one, the largest first. */
    const open: number[] = [];
    let size = 0;
    for (let at = 0; at < count; at++) {
      const index = order[at] as number;
      while (open.length > 0 && !this.contains(open.at(-1) as number, index)) this.close(open, segments);
      const outer = open.at(-1);
      if (outer !== undefined && lengths[outer] === lengths[index]) continue;
      size++;
      segments.add(starts, index * width, this.values[index] as number, lengths[index] as number);
      open.push(index);
    }
    while (open.length > 0) this.close(open, segments);
    return { segments: segments.trimmed(), size };
  }

  /** Ends the smallest open network. The one around it continues after it. */
  private close(open: number[], segments: Segments): void {
    const index = open.pop() as number;
    const after = this.addressAfter(index);
    if (!after) return;
    const outer = open.at(-1);
    if (outer === undefined) segments.add(after, 0, 0, 0);
    else segments.add(after, 0, this.values[outer] as number, this.lengths[outer] as number);
  }

  /** Whether a network contains the start of another. */
  private contains(outer: number, inner: number): boolean {
    const { starts, width } = this;
    const length = this.lengths[outer] as number;
    for (let word = 0; word < width; word++) {
      const difference = (starts[outer * width + word] as number) ^ (starts[inner * width + word] as number);
      if ((difference & prefixMask(length - word * WORD_BITS)) !== 0) return false;
    }
    return true;
  }

  /** The first address after a network; undefined if there is none. */
  private addressAfter(index: number): Uint32Array | undefined {
    const { starts, width } = this;
    const length = this.lengths[index] as number;
    const address = this.after;
    for (let word = 0; word < width; word++) address[word] = starts[index * width + word] as number;
    let word = Math.max(0, Math.ceil(length / WORD_BITS) - 1);
    let step = 2 ** ((word + 1) * WORD_BITS - length);
    for (; word >= 0; word--) {
      const sum = (address[word] as number) + step;
      address[word] = sum;
      if (sum < 2 ** WORD_BITS) return address;
      step = 1;
    }
    return undefined;
  }

  private grow(): void {
    const { starts, values, lengths } = this;
    this.starts = new Uint32Array(2 * starts.length);
    this.starts.set(starts);
    this.values = new Uint32Array(2 * values.length);
    this.values.set(values);
    this.lengths = new Uint8Array(2 * lengths.length);
    this.lengths.set(lengths);
  }
}

/** The first bits of a word. */
function prefixMask(bits: number): number {
  if (bits >= WORD_BITS) return -1;
  return bits <= 0 ? 0 : -1 << (WORD_BITS - bits);
}
