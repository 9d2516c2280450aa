import { Column } from './column';
import { HEAD, Token } from './token';

export const ENTRY_SHIFT: usize = 5;
/**
 * Size of a key as a power of two. A key is the head and the tail of a token; for a composite it is the first bytes
 * and the length.
 */
export const KEY_SHIFT: usize = 5;
export const COMPOSITE_SHIFT: usize = 7;
export const COMPOSITE_BYTES: i32 = 112;

/**
 * A token and its value. Keys are stored separately, because they fit into the cache and most comparisons need
 * nothing else.
 */
@unmanaged
export class Entry {
  /** Address of a copy of the token. */
  token: usize;
  tokenLength: i32;
  /** Value in the file, for a column of text. */
  text: usize;
  textLength: i32;
  /** Value in the file, for a column of numbers. */
  value: i64;
  attribute: u32;
}

export class Dictionary {
  @inline
  static entry(column: Column, code: i32): Entry {
    return changetype<Entry>(column.entries + ((<usize>code) << ENTRY_SHIFT));
  }

  /** Address of the key of a code. */
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

  /** The same for a token of less than 16 bytes. */
  @inline
  static matchesShort(column: Column, code: i32, low: u64, high: u64): bool {
    const key = column.keys + ((<usize>code) << KEY_SHIFT);
    return ((load<u64>(key) ^ low) | (load<u64>(key, 8) ^ high)) === 0;
  }

  /** The same for a composite. The key has all that a comparison needs, unless the composite is very long. */
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

  /** The code in the first slot of a hash, which is nearly always the right one; 0 (null) if the slot is empty. */
  @inline
  static firstSlot(column: Column, hash: u64): i32 {
    return <i32>load<u16>(column.slots + ((<usize>(hash >> column.slotShift)) << 1));
  }
}
