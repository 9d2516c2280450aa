import { reserve } from './memory';

/** Bytes of a token that are compared at once. */
export const HEAD: i32 = 16;

/** For each length up to 16: as many bytes of ones, then zeros. */
const MASKS: usize = reserve((HEAD + 1) * HEAD);

for (let length = 0; length <= HEAD; length++) {
  memory.fill(MASKS + <usize>(length * HEAD), 0xff, <usize>length);
}

const K1: u64 = 0x9e3779b97f4a7c15;
const K2: u64 = 0xc2b2ae3d27d4eb4f;
const K3: u64 = 0x165667b19e3779f9;
const K4: u64 = 0x27d4eb2f165667c5;

/**
 * A token is bytes at a place, of a length. Its first 16 bytes, and the last 16 of a longer one, are its key; only of
 * tokens past 32 bytes the rest has to be compared as well. Up to 16 bytes past the end of a token are read, and left out.
 */
export class Token {
  /** The first bytes of a token that is shorter than 16, then zeros: so no other token has the same. */
  @inline
  static short(token: usize, length: i32): v128 {
    return v128.and(v128.load(token), v128.load(MASKS + ((<usize>length) << 4)));
  }

  /** The first 16 bytes; zeros after the end of a shorter token. */
  @inline
  static head(token: usize, length: i32): v128 {
    return v128.and(v128.load(token), v128.load(MASKS + ((<usize>min(length, HEAD)) << 4)));
  }

  /** The last 16 bytes of a token of 16 or more. */
  @inline
  static tail(token: usize, length: i32): v128 {
    return v128.load(token + <usize>length - HEAD);
  }

  /** Whether what lies between head and tail of two tokens past 32 bytes is the same. */
  static sameMiddle(a: usize, b: usize, length: i32): bool {
    for (let at = HEAD; at < length - HEAD; at += HEAD) {
      if (v128.any_true(v128.xor(v128.load(a + <usize>at), v128.load(b + <usize>at)))) return false;
    }
    return true;
  }

  /** Whether two tokens of the same length are the same. */
  @inline
  static same(a: usize, b: usize, length: i32): bool {
    if (length < HEAD) return !v128.any_true(v128.xor(Token.short(a, length), Token.short(b, length)));
    const heads = v128.xor(v128.load(a), v128.load(b));
    const tails = v128.xor(Token.tail(a, length), Token.tail(b, length));
    if (v128.any_true(v128.or(heads, tails))) return false;
    return length <= 2 * HEAD || Token.sameMiddle(a, b, length);
  }

  /** The first eight bytes of a token that is shorter than 16, then zeros; and the next eight. */
  @inline
  static low(token: usize, length: i32): u64 {
    return load<u64>(token) & load<u64>(MASKS + ((<usize>length) << 4));
  }

  @inline
  static high(token: usize, length: i32): u64 {
    return load<u64>(token, 8) & load<u64>(MASKS + ((<usize>length) << 4), 8);
  }

  /** The hash of a short token; its highest bits count. */
  @inline
  static shortHash(low: u64, high: u64): u64 {
    return low * K1 + high * K2;
  }

  /** Of tokens past 32 bytes only head, tail and length count: others come distance when they are compared. */
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
