/**
 * Pseudo-random numbers that depend only on the seed: xoshiro128** on 32-bit integers. Functions such as Math.pow may
 * differ in the last bit between builds, so nothing here uses them.
 */
export class Random {
  constructor(seed) {
    // splitmix32 spreads a small seed over the whole state
    let mixed = seed >>> 0;
    const word = () => {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let z = mixed;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return z ^ (z >>> 16);
    };
    this.a = word();
    this.b = word();
    this.c = word();
    this.d = word();
  }

  /** A whole number of 32 bits. */
  bits() {
    const product = Math.imul(this.b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** A whole number from 0 to below the limit. */
  below(limit) {
    return Math.floor((this.bits() / 2 ** 32) * limit);
  }

  /** True with a probability in thousandths. */
  perMille(count) {
    return this.below(1000) < count;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** Random hexadecimal digits. */
  hex(digits) {
    let text = '';
    while (text.length < digits) text += this.bits().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }
}
