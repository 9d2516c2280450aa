import type { Reader, Response } from 'mmdb-lib';
import type { AddressBits } from './address-bits';

/** Bits before an IPv4 address in a tree of IPv6 addresses. */
const IPV4_OFFSET = 96;
const SPREAD = 0x9e3779b1;

type Metadata = Reader<Response>['metadata'];

/**
 * The search tree of a database: finds the record of an address without decoding it.
 *
 * Source: "MaxMind DB File Format Specification", "Binary Search Tree Section".
 */
export class GeoTree {
  private readonly nodes: number;
  private readonly recordBits: number;
  private readonly nodeBytes: number;
  private readonly isIpv4Only: boolean;
  /** Number of bits in the tree's addresses. */
  private readonly depth: number;
  /** Node at which IPv4 addresses start. */
  private readonly ipv4Start: number;
  /** Nodes after the first 16 bits of IPv4 addresses, by these bits; 0 for those that no search has reached yet. */
  private readonly ipv4Nodes = new Uint32Array(65_536);

  constructor(
    private readonly bytes: Buffer,
    { nodeCount, recordSize, nodeByteSize, ipVersion }: Metadata,
  ) {
    this.nodes = nodeCount;
    this.recordBits = recordSize;
    this.nodeBytes = nodeByteSize;
    this.isIpv4Only = ipVersion === 4;
    this.depth = this.isIpv4Only ? 32 : 128;
    let node = 0;
    for (let bit = 0; bit < IPV4_OFFSET && node < nodeCount && !this.isIpv4Only; bit++) {
      node = this.child(node, 0);
    }
    this.ipv4Start = node;
  }

  /** Returns the pointer to the record of an address; 0 if there is none. */
  find({ words, count }: AddressBits): number {
    if (count !== 1 && this.isIpv4Only) return 0;
    const { nodes } = this;
    if (count === 1) return this.findIpv4(words[0] as number);
    let node = 0;
    for (let index = 0; index < count; index++) {
      node = this.walk(node, words[index] as number, 32);
    }
    return node > nodes ? node : 0;
  }

  /** Nodes after the first 16 bits are kept, because most of the steps of a search are there. */
  private findIpv4(address: number): number {
    const { nodes, ipv4Nodes } = this;
    const first = address >>> 16;
    let node = ipv4Nodes[first] as number;
    if (node === 0) {
      node = this.walk(this.ipv4Start, address, 16);
      ipv4Nodes[first] = node;
    }
    node = this.walk(node, address << 16, 16);
    return node > nodes ? node : 0;
  }

  /** Follows the first bits of a word from a node, as far as there are nodes. */
  private walk(from: number, word: number, bits: number): number {
    let node = from;
    for (let bit = 0; bit < bits && node < this.nodes; bit++) node = this.child(node, (word << bit) >>> 31);
    return node;
  }

  /** Yields pointers to the records of some networks that are spread over the tree; the same record can recur. */
  *someRecords(count: number): Generator<number> {
    for (let index = 0; index < count; index++) {
      // the bits of a number that looks random choose a branch, unless it is empty
      let choice = Math.imul(index + 1, SPREAD);
      let node = index % 2 === 0 ? this.ipv4Start : 0;
      for (let depth = 0; depth < this.depth && node < this.nodes; depth++) {
        choice =
          depth % 32 === 31 ? Math.imul(choice ^ (choice >>> 15), SPREAD) : (choice << 1) | (choice >>> 31);
        const branch = choice & 1;
        const child = this.child(node, branch);
        node = child === this.nodes ? this.child(node, 1 - branch) : child;
      }
      if (node > this.nodes) yield node;
    }
  }

  /** Yields the pointers of all nodes. */
  *allRecords(): Generator<number> {
    for (let node = 0; node < this.nodes; node++) {
      for (const branch of [0, 1]) {
        const child = this.child(node, branch);
        if (child > this.nodes) yield child;
      }
    }
  }

  private child(node: number, bit: number): number {
    const { bytes, recordBits } = this;
    const at = node * this.nodeBytes;
    if (recordBits === 24) return threeBytes(bytes, at + 3 * bit);
    if (recordBits === 32) return bytes.readUInt32BE(at + 4 * bit);
    const middle = bytes[at + 3] as number;
    return bit === 0
      ? ((middle & 0xf0) << 20) | threeBytes(bytes, at)
      : ((middle & 0x0f) << 24) | threeBytes(bytes, at + 4);
  }
}

function threeBytes(bytes: Buffer, at: number): number {
  return ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
}
