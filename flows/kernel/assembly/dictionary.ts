import { take } from './arena';
import { Checked, checked } from './check';
import { Check, Column, columnAfter } from './column';
import { Layout } from './layout';
import { HEAD, Token } from './token';

/** Codes have 16 bits, and in slots one is added to them. */
const MAX_ENTRIES: i32 = 65_535;
/** What the texts of a dictionary may be at the most, so that a page can hold them. */
export const MAX_TEXT_BYTES: u32 = 4 * 1024 * 1024;
const FIRST_ENTRY_ROOM: i32 = 32;
const FIRST_SLOT_BITS: i32 = 9;
/** Slots for each entry at the least, as a power of two: in fewer, a search would often go past the first one. */
const SPARE_BITS: i32 = 2;
/** Longest search of a slot: tokens chosen to collide may end a row group early, but not take long. */
const MAX_PROBES: i32 = 64;

/** In place of a code: the token is none that the column can have, as far as the kernel knows. */
export const UNSOUND: i32 = -1;
/** In place of a code: there is no room before the row group is written. */
export const FULL: i32 = -2;

/** A token, and what it stands for. What tokens are compared by, head and tail, lies apart: that alone fits the cache. */
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
  unused: u32;
}

const ENTRY_SHIFT: usize = 5;
const KEY_SHIFT: usize = 5;
const NO_LENGTH: i32 = -1;

export class Dictionary {
  @inline
  static entry(column: Column, code: i32): Entry {
    return changetype<Entry>(column.entries + (<usize>code << ENTRY_SHIFT));
  }

  /** Whether a code is that of a token. */
  @inline
  static matches(column: Column, code: i32, token: usize, length: i32): bool {
    const key = column.keys + (<usize>code << KEY_SHIFT);
    if (length < HEAD) return !v128.any_true(v128.xor(Token.short(token, length), v128.load(key)));
    const heads = v128.xor(v128.load(token), v128.load(key));
    const tails = v128.xor(Token.tail(token, length), v128.load(key, HEAD));
    if (v128.any_true(v128.or(heads, tails))) return false;
    const entry = Dictionary.entry(column, code);
    if (entry.tokenLength !== length) return false;
    return length <= 2 * HEAD || Token.sameMiddle(token, entry.token, length);
  }

  @inline
  static slotOf(hash: u64, mask: u32): u32 {
    return <u32>(hash >> 40) & mask;
  }
}

/** An empty dictionary with nothing but the entry of null. Returns whether there is room for it. */
export function beginDictionary(column: Column): bool {
  column.entryCount = 0;
  column.textBytes = 0;
  column.minAttribute = u32.MAX_VALUE;
  column.maxAttribute = 0;
  column.entryRoom = FIRST_ENTRY_ROOM;
  column.entries = take(<usize>FIRST_ENTRY_ROOM << ENTRY_SHIFT);
  column.keys = take(<usize>FIRST_ENTRY_ROOM << KEY_SHIFT);
  column.slotBits = FIRST_SLOT_BITS;
  column.slots = take(4 << FIRST_SLOT_BITS);
  if (column.entries === 0 || column.keys === 0 || column.slots === 0) return false;
  if (column.phrase) {
    column.codeRoom = FIRST_ENTRY_ROOM;
    column.codeByPhrase = take(<usize>FIRST_ENTRY_ROOM << 1);
    if (column.codeByPhrase === 0) return false;
    // the code of a phrase that is none
    store<u16>(column.codeByPhrase, 0);
  }
  memory.fill(column.slots, 0, 4 << FIRST_SLOT_BITS);
  const entry = append(column, Layout.nullToken, Layout.nullLength);
  entry.attribute = column.nullAttribute;
  // where the lexicon says what stands for null, no token is null
  if (column.hasDefault || column.check === Check.PHRASE) {
    entry.tokenLength = NO_LENGTH;
    memory.fill(column.keys, 0xff, 1 << KEY_SHIFT);
  } else enter(column, 0, Token.hash(Layout.nullToken, Layout.nullLength));
  return true;
}

/** The code of a token, which is added if it is new and sound. Trusted tokens are sound, whatever they are. */
export function codeOf(column: Column, token: usize, length: i32, hash: u64, trusted: bool): i32 {
  const mask = (<u32>1 << column.slotBits) - 1;
  const tag = <u32>hash >> 16;
  let slot = Dictionary.slotOf(hash, mask);
  for (let probes = 0; probes < MAX_PROBES; probes++) {
    const found = load<u32>(column.slots + (<usize>slot << 2));
    if (found === 0) return add(column, token, length, hash, trusted);
    if (found >> 16 === tag) {
      const code = <i32>(found & 0xffff) - 1;
      if (Dictionary.matches(column, code, token, length)) return code;
    }
    slot = (slot + 1) & mask;
  }
  return FULL;
}

function add(column: Column, token: usize, length: i32, hash: u64, trusted: bool): i32 {
  if (column.check === Check.PHRASE) {
    const parts = readParts(column, token, length, trusted);
    if (parts !== 0) return parts;
  } else if (!checked(column, token, length, trusted)) return UNSOUND;
  else if (Checked.isNull) return 0;
  const code = column.entryCount;
  if (code >= MAX_ENTRIES || column.textBytes + <u32>length + 4 > MAX_TEXT_BYTES) return FULL;
  if (code >= column.entryRoom && !growEntries(column)) return FULL;
  if (code << SPARE_BITS >= 1 << column.slotBits && !growSlots(column)) return FULL;
  const copy = take(<usize>length + HEAD);
  if (copy === 0) return FULL;
  memory.copy(copy, token, <usize>length);
  const entry = append(column, copy, length);
  entry.value = Checked.value;
  entry.attribute = Checked.attribute;
  if (Checked.text !== 0) {
    entry.text = Checked.text;
    entry.textLength = Checked.textLength;
  }
  column.textBytes += <u32>entry.textLength + 4;
  column.minAttribute = min(column.minAttribute, Checked.attribute);
  column.maxAttribute = max(column.maxAttribute, Checked.attribute);
  enter(column, code, hash);
  return code;
}

/** The codes of a phrase that is new, in its columns. Returns UNSOUND or FULL if one has none, else 0. */
function readParts(phrase: Column, token: usize, length: i32, trusted: bool): i32 {
  const end = token + <usize>length;
  let place = token;
  let field = phrase.field;
  let partEnd = endOfPart(place, end);
  Checked.reset();
  // its columns come right after it
  for (let next = columnAfter(phrase); next.phrase === phrase; next = columnAfter(next)) {
    for (; field < next.memberField; field++) {
      place = partEnd + 1;
      partEnd = endOfPart(place, end);
    }
    const size = <i32>(partEnd - place);
    const code = codeOf(next, place, size, Token.hash(place, size), trusted);
    if (code < 0) return code;
    if (phrase.entryCount >= next.codeRoom && !growCodes(next)) return FULL;
    store<u16>(next.codeByPhrase + (<usize>phrase.entryCount << 1), <u16>code);
  }
  Checked.reset();
  return 0;
}

function endOfPart(from: usize, end: usize): usize {
  let at = from;
  while (at < end && load<u8>(at) !== Layout.delimiter) at++;
  return at;
}

function growCodes(column: Column): bool {
  const codes = take(<usize>column.codeRoom << 2);
  if (codes === 0) return false;
  memory.copy(codes, column.codeByPhrase, <usize>column.codeRoom << 1);
  column.codeByPhrase = codes;
  column.codeRoom <<= 1;
  return true;
}

function append(column: Column, token: usize, length: i32): Entry {
  const key = column.keys + (<usize>column.entryCount << KEY_SHIFT);
  const entry = Dictionary.entry(column, column.entryCount++);
  memory.fill(changetype<usize>(entry), 0, 1 << ENTRY_SHIFT);
  v128.store(key, Token.head(token, length));
  v128.store(key, length < HEAD ? i32x4.splat(0) : Token.tail(token, length), HEAD);
  entry.token = token;
  entry.tokenLength = length;
  entry.text = token;
  entry.textLength = length;
  return entry;
}

function enter(column: Column, code: i32, hash: u64): void {
  const mask = (<u32>1 << column.slotBits) - 1;
  let slot = Dictionary.slotOf(hash, mask);
  while (load<u32>(column.slots + (<usize>slot << 2)) !== 0) slot = (slot + 1) & mask;
  store<u32>(column.slots + (<usize>slot << 2), (<u32>hash & 0xffff0000) | <u32>(code + 1));
}

function growEntries(column: Column): bool {
  const bytes = <usize>column.entryRoom << ENTRY_SHIFT;
  const keyBytes = <usize>column.entryRoom << KEY_SHIFT;
  const entries = take(bytes << 1);
  const keys = take(keyBytes << 1);
  if (entries === 0 || keys === 0) return false;
  memory.copy(entries, column.entries, bytes);
  memory.copy(keys, column.keys, keyBytes);
  column.entries = entries;
  column.keys = keys;
  column.entryRoom <<= 1;
  return true;
}

/** Twice as many slots; every entry finds its place anew. */
function growSlots(column: Column): bool {
  const bytes = <usize>8 << column.slotBits;
  const slots = take(bytes);
  if (slots === 0) return false;
  memory.fill(slots, 0, bytes);
  column.slots = slots;
  column.slotBits++;
  for (let code = 0; code < column.entryCount; code++) {
    const entry = Dictionary.entry(column, code);
    if (entry.tokenLength === NO_LENGTH) continue;
    enter(column, code, Token.hash(entry.token, entry.tokenLength));
  }
  return true;
}
