import { Column } from './column';
import { HEAD, Token } from './token';

export const ENTRY_SHIFT: usize = 5;
/** Bytes of a key, as a power of two: head and tail of a token, or of a composite as much as fits and its length. */
export const KEY_SHIFT: usize = 5;
export const COMPOSITE_SHIFT: usize = 7;
export const COMPOSITE_BYTES: i32 = 112;

/** A token, and what it stands for. What tokens are compared by, head and tail, lies distance: that alone fits the cache. */
@unmanaged
export class Entry {
  /** A copy of the token. */
  token: usize;
  tokenLength: i32;
  /** What the file holds, if it is text. */
  text: usize;
  textLength: i32;
  /** What the file holds, if it is a number. */
  value: i64;
  attribute: u32;
}

export class Dictionary {
  @inline
  static entry(column: Column, code: i32): Entry {
    return changetype<Entry>(column.entries + ((<usize>code) << ENTRY_SHIFT));
  }

  /** Where the key of a code is. */
  @inline
  static key(column: Column, code: i32): usize {
    return column.keys + ((<usize>code) << KEY_SHIFT);
  }

  /** Whether a code is that of a token. */
  @inline
  static matches(column: Column, code: i32, token: usize, length: i32): bool {
    const key = column.keys + ((<usize>code) << KEY_SHIFT);
    if (length < HEAD) return !v128.any_true(v128.xor(Token.short(token, length), v128.load(key)));
    const heads = v128.xor(v128.load(token), v128.load(key));
    const tails = v128.xor(Token.tail(token, length), v128.load(key, HEAD));
    if (v128.any_true(v128.or(heads, tails))) return false;
    const entry = Dictionary.entry(column, code);
    if (entry.tokenLength !== length) return false;
    return length <= 2 * HEAD || Token.sameMiddle(token, entry.token, length);
  }

  /** The same for a token that is shorter than 16, whose bytes are given. */
  @inline
  static matchesShort(column: Column, code: i32, low: u64, high: u64): bool {
    const key = column.keys + ((<usize>code) << KEY_SHIFT);
    return ((load<u64>(key) ^ low) | (load<u64>(key, 8) ^ high)) === 0;
  }

  /** The same for composites, which are mostly longer, and mostly as guessed: all there is to compare lies in one place. */
  @inline
  static matchesComposite(column: Column, code: i32, token: usize, length: i32): bool {
    const key = column.keys + ((<usize>code) << COMPOSITE_SHIFT);
    if (load<i32>(key, COMPOSITE_BYTES) !== length) return false;
    if (length < HEAD) return !v128.any_true(v128.xor(Token.short(token, length), v128.load(key)));
    const last = <usize>(min(length, COMPOSITE_BYTES) - HEAD);
    let differences = v128.xor(v128.load(token + last), v128.load(key + last));
    for (let at: usize = 0; at < last; at += HEAD) {
      differences = v128.or(differences, v128.xor(v128.load(token + at), v128.load(key + at)));
    }
    if (v128.any_true(differences)) return false;
    return length <= COMPOSITE_BYTES || Dictionary.sameRest(Dictionary.entry(column, code), token, length);
  }

  static sameRest(entry: Entry, token: usize, length: i32): bool {
    return (
      memory.compare(
        entry.token + COMPOSITE_BYTES,
        token + COMPOSITE_BYTES,
        <usize>(length - COMPOSITE_BYTES),
      ) === 0
    );
  }

  /** The code in the slot where a hash belongs: nearly always the right one, if any is; 0, as of null, if it is free. */
  @inline
  static firstSlot(column: Column, hash: u64): i32 {
    return <i32>load<u16>(column.slots + ((<usize>(hash >> column.slotShift)) << 1));
  }
}
