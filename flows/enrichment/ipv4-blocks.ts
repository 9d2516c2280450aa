const BLOCK_BITS = 24;
const HOST_BITS = 32 - BLOCK_BITS;

/** A set of IPv4 networks of 256 addresses, in 2 MiB. It shows with one memory access that no list has an address. */
export class Ipv4Blocks {
  private readonly words = new Uint32Array(2 ** (BLOCK_BITS - 5));

  /** Returns whether the set has the block of an address. */
  has(address: number): boolean {
    const block = address >>> HOST_BITS;
    return (((this.words[block >>> 5] as number) >>> (block & 31)) & 1) === 1;
  }

  /** Adds the blocks of all addresses from one to another. */
  addRange(first: number, last: number): void {
    const { words } = this;
    const end = last >>> HOST_BITS;
    for (let block = first >>> HOST_BITS; block <= end; ) {
      if ((block & 31) === 0 && block + 31 <= end) {
        words[block >>> 5] = 0xffffffff;
        block += 32;
      } else {
        words[block >>> 5] = (words[block >>> 5] as number) | (1 << (block & 31));
        block++;
      }
    }
  }
}
