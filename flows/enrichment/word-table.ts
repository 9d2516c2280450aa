const FIRST_SLOTS = 256;
/** Growth of a full table, as a power of two. */
const GROWTH_BITS = 2;
/** Multipliers of the hash. A product by an odd constant near the golden ratio spreads neighbouring keys. */
const FACTORS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const;
const FREE = 0;
const WORD_BITS = 32;

/**
 * A hash table from keys of 32-bit words to numbers from 1, in typed arrays. A million keys take a fraction of the memory
 * of a `Map`.
 */
export class WordTable {
  private keys: Uint32Array;
  private values: Uint32Array;
  private shift: number;

  /** Number of keys. */
  size = 0;

  /** @param width - words of a key: 1 or 4 */
  constructor(private readonly width: 1 | 4) {
    this.keys = new Uint32Array(FIRST_SLOTS * width);
    this.values = new Uint32Array(FIRST_SLOTS);
    this.shift = WORD_BITS - Math.log2(FIRST_SLOTS);
  }

  /** Returns the value of a key; 0 if the table does not contain it. */
  find(words: Uint32Array): number {
    return this.values[this.slotOf(words, 0)] as number;
  }

  /** Adds a key, unless the table contains it. */
  add(words: Uint32Array, value: number): void {
    if (2 * this.size >= this.values.length) this.grow();
    const slot = this.slotOf(words, 0);
    if (this.values[slot] !== FREE) return;
    this.put(slot, words, 0, value);
    this.size++;
  }

  /** The slot of a key, or the free slot for it. */
  private slotOf(words: Uint32Array, at: number): number {
    const { keys, values, width } = this;
    const mask = values.length - 1;
    let slot = this.hash(words, at) >>> this.shift;
    while (values[slot] !== FREE) {
      const key = slot * width;
      let word = 0;
      while (word < width && keys[key + word] === words[at + word]) word++;
      if (word === width) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private hash(words: Uint32Array, at: number): number {
    let hash = Math.imul(words[at] as number, FACTORS[0]);
    for (let word = 1; word < this.width; word++) {
      hash = Math.imul((hash ^ (hash >>> 15)) + (words[at + word] as number), FACTORS[word] as number);
    }
    return Math.imul(hash ^ (hash >>> 15), FACTORS[0]);
  }

  private put(slot: number, words: Uint32Array, at: number, value: number): void {
    for (let word = 0; word < this.width; word++) {
      this.keys[slot * this.width + word] = words[at + word] as number;
    }
    this.values[slot] = value;
  }

  private grow(): void {
    const { keys, values, width } = this;
    this.keys = new Uint32Array(keys.length << GROWTH_BITS);
    this.values = new Uint32Array(values.length << GROWTH_BITS);
    this.shift -= GROWTH_BITS;
    for (let slot = 0; slot < values.length; slot++) {
      const value = values[slot] as number;
      if (value === FREE) continue;
      this.put(this.slotOf(keys, slot * width), keys, slot * width, value);
    }
  }
}
