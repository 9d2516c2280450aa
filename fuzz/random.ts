/** Pseudo-random numbers that depend only on the seed. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number of 32 bits (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const { state } = this;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A number from 0 to below a limit of at most 32 bits. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** True with a probability of one in `times`. */
  once(times: number): boolean {
    return this.next() % times === 0;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.next() % from.length] as T;
  }

  /** A number of at most 64 bits. All bit lengths are equally likely. */
  long(max: bigint): bigint {
    const bits = BigInt(this.below(64) + 1);
    const value = (BigInt(this.next()) << 32n) | BigInt(this.next());
    return BigInt.asUintN(Number(bits), value) % (max + 1n);
  }

  /** Some elements in random order. */
  some<T>(from: readonly T[], atLeast: number, atMost = from.length): T[] {
    const left = [...from];
    const count = atLeast + this.below(Math.min(atMost, from.length) - atLeast + 1);
    return Array.from({ length: count }, () => left.splice(this.below(left.length), 1)[0] as T);
  }
}
