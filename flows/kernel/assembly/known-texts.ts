import { TextUse } from '../shared/text-use';
import { columnAt } from './column';
import { codeOf } from './dictionary';
import { Group } from './group';
import { reserve } from './memory';
import { Token } from './token';

/**
 * A text that recurs in records, and the column values that follow from it. The caller defines each text once. Codes
 * are valid in one row group and are looked up again in the next.
 */
@unmanaged
export class KnownText {
  hash: u64;
  text: usize;
  length: i32;
  /** What the text is: see `TextSpace`. */
  space: i32;
  use: TextUse;
  /** For a prefix: the number of the tuple shape. For a composite: 1 if the counters may be empty, else 0. */
  detail: i32;
  quotes: i32;
  epoch: i32;
  /** Address of the values: see `TextValue`. */
  values: usize;
  valueCount: i32;
  /** The text that last followed this one. */
  successor: KnownText | null;
  unused: u32;
}

/** The value of a column that follows from a text. */
@unmanaged
export class TextValue {
  column: i32;
  code: i32;
  text: usize;
  length: i32;
}

const STORE_BYTES: usize = 1024 * 1024;
const STORE: usize = reserve(STORE_BYTES);
const TEXT_VALUE_BYTES: usize = offsetof<TextValue>();
const SLOT_BITS: u64 = 14;
const SLOTS: usize = reserve(4 << (<usize>SLOT_BITS));
const MAX_TEXTS: i32 = 8 * 1024;
const QUOTE: u32 = 0x22;
const K1: u64 = 0x9e3779b97f4a7c15;
const K2: u64 = 0xc2b2ae3d27d4eb4f;

let top: usize = STORE;
let count: i32 = 0;
let latest: KnownText | null = null;

/** Incremented whenever all texts are removed, which invalidates references to them. */
export let generation: i32 = 0;

/** Removes all texts. */
export function clearKnownTexts(): void {
  top = STORE;
  count = 0;
  latest = null;
  generation++;
  memory.fill(SLOTS, 0, 4 << (<usize>SLOT_BITS));
}

/** The slot of a hash: its highest bits. */
function slotOf(hash: u64): u32 {
  return <u32>(hash >> (64 - SLOT_BITS));
}

/** A hash of a whole text, because texts of records differ in the middle. */
export function textHash(text: usize, length: i32): u64 {
  if (length <= 16) return Token.hash(text, length);
  const end = text + <usize>length;
  let hash: u64 = <u64>length;
  for (let at = text; at + 8 <= end; at += 8) hash = rotl((hash ^ load<u64>(at)) * K1, 29);
  hash = (hash ^ load<u64>(end - 8)) * K2;
  return hash ^ (hash >> 32);
}

/** The known text with these bytes; null if there is none. */
export function knownText(space: i32, text: usize, length: i32, hash: u64): KnownText | null {
  const mask = ((<u32>1) << (<u32>SLOT_BITS)) - 1;
  let slot = slotOf(hash);
  let found = load<u32>(SLOTS + ((<usize>slot) << 2));
  while (found !== 0) {
    const known = changetype<KnownText>(<usize>found);
    if (known.hash === hash && known.space === space && equalsText(known, text, length)) return known;
    slot = (slot + 1) & mask;
    found = load<u32>(SLOTS + ((<usize>slot) << 2));
  }
  return null;
}

export class ShortTexts {
  /** A text of up to 16 bytes if it is in the first slot of its hash, which is nearly always so; else null. */
  @inline
  static first(space: i32, text: usize, length: i32, hash: u64): KnownText | null {
    const slot = slotOf(hash);
    const found = load<u32>(SLOTS + ((<usize>slot) << 2));
    if (found === 0) return null;
    const known = changetype<KnownText>(<usize>found);
    if (known.length !== length || known.space !== space) return null;
    return v128.any_true(v128.xor(Token.head(text, length), Token.head(known.text, length))) ? null : known;
  }
}

/** Whether a text has these bytes. */
export function equalsText(known: KnownText, text: usize, length: i32): bool {
  return known.length === length && Token.same(known.text, text, length);
}

/** Adds a text. Returns whether there is memory for it: if not, the caller must remove all texts first. */
export function addKnownText(space: i32, text: usize, length: i32, use: TextUse, detail: i32): bool {
  const address = allocate(offsetof<KnownText>());
  const copy = allocate(<usize>length);
  if (address === 0 || copy === 0 || count === MAX_TEXTS) return false;
  count++;
  memory.copy(copy, text, <usize>length);
  const known = changetype<KnownText>(address);
  known.hash = textHash(text, length);
  known.text = copy;
  known.length = length;
  known.space = space;
  known.use = use;
  known.detail = detail;
  known.quotes = 0;
  for (let at = 0; at < length; at++) if (<u32>load<u8>(copy + <usize>at) === QUOTE) known.quotes++;
  known.epoch = -1;
  known.values = 0;
  known.valueCount = 0;
  known.successor = null;
  latest = known;
  const mask = ((<u32>1) << (<u32>SLOT_BITS)) - 1;
  let slot = slotOf(known.hash);
  while (load<u32>(SLOTS + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
  store<u32>(SLOTS + ((<usize>slot) << 2), <u32>address);
  return true;
}

/** Allocates the values of the text that was added last. */
export function beginTextValues(values: i32): bool {
  const known = latest!;
  known.values = allocate(<usize>values * TEXT_VALUE_BYTES);
  return known.values !== 0;
}

/** Adds a value to the text that was added last. */
export function addTextValue(column: i32, text: usize, length: i32): bool {
  const known = latest!;
  const copy = allocate(<usize>length);
  if (copy === 0) return false;
  memory.copy(copy, text, <usize>length);
  const value = textValueAt(known, known.valueCount++);
  value.column = column;
  value.code = 0;
  value.text = copy;
  value.length = length;
  return true;
}

export function textValueAt(known: KnownText, index: i32): TextValue {
  return changetype<TextValue>(known.values + <usize>index * TEXT_VALUE_BYTES);
}

/** Looks up the codes of the values in this row group. Returns whether the dictionaries have room for them. */
export function hasCodes(known: KnownText): bool {
  if (known.epoch === Group.epoch) return true;
  for (let index = 0; index < known.valueCount; index++) {
    const value = textValueAt(known, index);
    const column = columnAt(value.column);
    // the value of a member column is that of its whole composite column
    const composite = column.composite;
    const dictionary = composite ? composite : column.dictionary;
    value.code = codeOf(dictionary, value.text, value.length, Token.hash(value.text, value.length), true);
    if (value.code < 0) return false;
  }
  known.epoch = Group.epoch;
  return true;
}

/** Allocates memory that stays valid until all texts are removed. Returns 0 if there is not enough left. */
function allocate(bytes: usize): usize {
  const address = (top + 15) & ~15;
  // tokens are read 16 bytes at a time
  if (address + bytes + 16 > STORE + STORE_BYTES) return 0;
  top = address + bytes + 16;
  return address;
}
