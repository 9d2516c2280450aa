import { reserve } from './memory';

/** Bytes of a token that are compared at once. */
export const HEAD: i32 = 16;

/** For each length up to 16: a mask of as many bytes. */
const MASKS: usize = reserve((HEAD + 1) * HEAD);

for (let length = 0; length <= HEAD; length++) {
  memory.fill(MASKS + <usize>(length * HEAD), 0xff, <usize>length);
}

const K1: u64 = 0x9e3779b97f4a7c15;
const K2: u64 = 0xc2b2ae3d27d4eb4f;
const K3: u64 = 0x165667b19e3779f9;
const K4: u64 = 0x27d4eb2f165667c5;

/**
 * A token is an address and a length. The first 16 bytes and, of a longer token, the last 16 bytes are its key. Only
 * tokens longer than 32 bytes need a further comparison. Up to 16 bytes past the end of a token are read and masked
 * out.
 */
export class Token {
  /** The bytes of a token shorter than 16, followed by zeros. */
  @inline
  static short(token: usize, length: i32): v128 {
    return v128.and(v128.load(token), v128.load(MASKS + ((<usize>length) << 4)));
  }

  /** The first 16 bytes; zeros after the end of a shorter token. */
  @inline
  static head(token: usize, length: i32): v128 {
    return v128.and(v128.load(token), v128.load(MASKS + ((<usize>min(length, HEAD)) << 4)));
  }

  /** The last 16 bytes of a token of at least 16 bytes. */
  @inline
  static tail(token: usize, length: i32): v128 {
    return v128.load(token + <usize>length - HEAD);
  }

  /** Whether two tokens longer than 32 bytes are equal between head and tail. */
  static sameMiddle(a: usize, b: usize, length: i32): bool {
    for (let at = HEAD; at < length - HEAD; at += HEAD) {
      if (v128.any_true(v128.xor(v128.load(a + <usize>at), v128.load(b + <usize>at)))) return false;
    }
    return true;
  }

  /** Whether two tokens of the same length are equal. */
  @inline
  static same(a: usize, b: usize, length: i32): bool {
    if (length < HEAD) return !v128.any_true(v128.xor(Token.short(a, length), Token.short(b, length)));
    const heads = v128.xor(v128.load(a), v128.load(b));
    const tails = v128.xor(Token.tail(a, length), Token.tail(b, length));
    if (v128.any_true(v128.or(heads, tails))) return false;
    return length <= 2 * HEAD || Token.sameMiddle(a, b, length);
  }

  /** The first and the next eight bytes of a token shorter than 16, followed by zeros. */
  @inline
  static low(token: usize, length: i32): u64 {
    return load<u64>(token) & load<u64>(MASKS + ((<usize>length) << 4));
  }

  @inline
  static high(token: usize, length: i32): u64 {
    return load<u64>(token, 8) & load<u64>(MASKS + ((<usize>length) << 4), 8);
  }

  /** The hash of a short token. Only the highest bits are used. */
  @inline
  static shortHash(low: u64, high: u64): u64 {
    return low * K1 + high * K2;
  }

  /**
   * Only head, tail and length of tokens longer than 32 bytes determine the hash; a comparison distinguishes the
   * rest.
   */
  @inline
  static longHash(token: usize, length: i32): u64 {
    const tail = token + <usize>length - HEAD;
    const last = (load<u64>(tail) + <u64>length) * K3 + load<u64>(tail, 8) * K4;
    return Token.shortHash(load<u64>(token), load<u64>(token, 8)) + last;
  }

  static hash(token: usize, length: i32): u64 {
    if (length >= HEAD) return Token.longHash(token, length);
    return Token.shortHash(Token.low(token, length), Token.high(token, length));
  }
}
