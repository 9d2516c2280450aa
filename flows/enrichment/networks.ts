import type { AddressBits } from './address-bits';
import { WordTable } from './word-table';

const WORD_BITS = 32;

/** The networks of one length. */
interface SameLength {
  readonly length: number;
  readonly table: WordTable;
}

/** IP networks with a number each. If several networks contain an address, the smallest one counts. */
export class Networks {
  /** Networks by their lengths, the longest first, of IPv4 and of IPv6. */
  private readonly families: Readonly<Record<1 | 4, SameLength[]>> = { 1: [], 4: [] };
  private readonly prefix = new Uint32Array(4);
  /** Length of the prefix of the network that was found last. */
  foundLength = 0;

  /** Number of networks. */
  get size(): number {
    const all = [...this.families[1], ...this.families[4]];
    return all.reduce((sum, { table }) => sum + table.size, 0);
  }

  /**
   * Adds the network of an address, unless it exists.
   *
   * @param length - bits of the prefix; the other bits of the address are ignored
   * @param value - number of the network, from 1
   */
  add(bits: AddressBits, length: number, value: number): void {
    const family = this.families[bits.count as 1 | 4];
    this.takePrefix(bits, length);
    this.tableOf(family, length, bits.count as 1 | 4).add(this.prefix, value);
  }

  /** Returns the number of the smallest network that contains an address; 0 if there is none. */
  find(bits: AddressBits): number {
    for (const { length, table } of this.families[bits.count as 1 | 4]) {
      this.takePrefix(bits, length);
      const value = table.find(this.prefix);
      if (value === 0) continue;
      this.foundLength = length;
      return value;
    }
    return 0;
  }

  private tableOf(family: SameLength[], length: number, words: 1 | 4): WordTable {
    for (const same of family) if (same.length === length) return same.table;
    const table = new WordTable(words);
    family.push({ length, table });
    family.sort((a, b) => b.length - a.length);
    return table;
  }

  private takePrefix({ words, count }: AddressBits, length: number): void {
    const { prefix } = this;
    for (let word = 0; word < count; word++) {
      const bits = length - word * WORD_BITS;
      prefix[word] = bits >= WORD_BITS ? (words[word] as number) : bits <= 0 ? 0 : upper(words[word], bits);
    }
  }
}

/** The first bits of a word. */
function upper(word: number | undefined, bits: number): number {
  return ((word as number) & (-1 << (WORD_BITS - bits))) >>> 0;
}
