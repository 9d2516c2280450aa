import { columnAt } from './column';
import { codeOf } from './dictionary';
import { Group } from './group';
import { reserve } from './memory';
import { Token } from './token';

/** What a known text is for. */
export enum Use {
  /** Whoever meets it leaves the record to the reference reader. */
  UNUSUAL,
  /** More follows it. */
  GOES_ON,
  /** The record ends with it. */
  ENDS,
}

/**
 * A text that comes again and again in records, and what it says. It is told once; codes are those of one row group, and
 * are looked up anew in the next.
 */
@unmanaged
export class Known {
  hash: u64;
  text: usize;
  length: i32;
  /** Texts of different spaces have nothing to do with each other. */
  space: i32;
  use: Use;
  /** What else it says: see records.ts. */
  detail: i32;
  quotes: i32;
  epoch: i32;
  /** What it says: see Said. */
  said: usize;
  saidCount: i32;
  /** The text that came after this one last. */
  follower: Known | null;
  unused: u32;
}

/** A value of a column that a text says. */
@unmanaged
export class Said {
  column: i32;
  code: i32;
  text: usize;
  length: i32;
}

const STORE_BYTES: usize = 1024 * 1024;
const STORE: usize = reserve(STORE_BYTES);
const SAID_BYTES: usize = offsetof<Said>();
const SLOT_BITS: u64 = 14;
const SLOTS: usize = reserve(4 << (<usize>SLOT_BITS));
const MOST_TEXTS: i32 = 8 * 1024;
const QUOTE: u32 = 0x22;
const K1: u64 = 0x9e3779b97f4a7c15;
const K2: u64 = 0xc2b2ae3d27d4eb4f;

let top: usize = STORE;
let count: i32 = 0;
let latest: Known | null = null;

/** How often all was forgotten: what was remembered of known texts elsewhere is worth nothing then. */
export let generation: i32 = 0;

/** Forgets all. */
export function clearKnown(): void {
  top = STORE;
  count = 0;
  latest = null;
  generation++;
  memory.fill(SLOTS, 0, 4 << (<usize>SLOT_BITS));
}

/** The slot where a hash belongs: its highest bits count. */
function slotOf(hash: u64): u32 {
  return <u32>(hash >> (64 - SLOT_BITS));
}

/** A hash of all of a text: texts of records differ in their middle. */
export function textHash(text: usize, length: i32): u64 {
  if (length <= 16) return Token.hash(text, length);
  const end = text + <usize>length;
  let hash: u64 = <u64>length;
  for (let at = text; at + 8 <= end; at += 8) hash = rotl((hash ^ load<u64>(at)) * K1, 29);
  hash = (hash ^ load<u64>(end - 8)) * K2;
  return hash ^ (hash >> 32);
}

/** A text if it is known. */
export function knownText(space: i32, text: usize, length: i32, hash: u64): Known | null {
  const mask = ((<u32>1) << (<u32>SLOT_BITS)) - 1;
  let slot = slotOf(hash);
  let found = load<u32>(SLOTS + ((<usize>slot) << 2));
  while (found !== 0) {
    const known = changetype<Known>(<usize>found);
    if (known.hash === hash && known.space === space && isText(known, text, length)) return known;
    slot = (slot + 1) & mask;
    found = load<u32>(SLOTS + ((<usize>slot) << 2));
  }
  return null;
}

export class Shorts {
  /** A text of up to 16 bytes, if it is the first that its hash leads to, which is nearly always so; else null. */
  @inline
  static first(space: i32, text: usize, length: i32, hash: u64): Known | null {
    const slot = slotOf(hash);
    const found = load<u32>(SLOTS + ((<usize>slot) << 2));
    if (found === 0) return null;
    const known = changetype<Known>(<usize>found);
    if (known.length !== length || known.space !== space) return null;
    return v128.any_true(v128.xor(Token.head(text, length), Token.head(known.text, length))) ? null : known;
  }
}

/** Whether a text is that. */
export function isText(known: Known, text: usize, length: i32): bool {
  return known.length === length && Token.same(known.text, text, length);
}

/** Tells of a text. Returns whether there is room: if not, all has to be forgotten first. */
export function addKnown(space: i32, text: usize, length: i32, use: Use, detail: i32): bool {
  const place = take(offsetof<Known>());
  const copy = take(<usize>length);
  if (place === 0 || copy === 0 || count === MOST_TEXTS) return false;
  count++;
  memory.copy(copy, text, <usize>length);
  const known = changetype<Known>(place);
  known.hash = textHash(text, length);
  known.text = copy;
  known.length = length;
  known.space = space;
  known.use = use;
  known.detail = detail;
  known.quotes = 0;
  for (let at = 0; at < length; at++) if (<u32>load<u8>(copy + <usize>at) === QUOTE) known.quotes++;
  known.epoch = -1;
  known.said = 0;
  known.saidCount = 0;
  known.follower = null;
  latest = known;
  const mask = ((<u32>1) << (<u32>SLOT_BITS)) - 1;
  let slot = slotOf(known.hash);
  while (load<u32>(SLOTS + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
  store<u32>(SLOTS + ((<usize>slot) << 2), <u32>place);
  return true;
}

/** Makes room for what the text that was told last says: so many values. */
export function beginSaid(values: i32): bool {
  const known = latest!;
  known.said = take(<usize>values * SAID_BYTES);
  return known.said !== 0;
}

/** One more value that it says. */
export function addSaid(column: i32, text: usize, length: i32): bool {
  const known = latest!;
  const copy = take(<usize>length);
  if (copy === 0) return false;
  memory.copy(copy, text, <usize>length);
  const said = saidOf(known, known.saidCount++);
  said.column = column;
  said.code = 0;
  said.text = copy;
  said.length = length;
  return true;
}

export function saidOf(known: Known, index: i32): Said {
  return changetype<Said>(known.said + <usize>index * SAID_BYTES);
}

/** Whether what a text says has codes in this row group: if not, a dictionary has no room. */
export function hasCodes(known: Known): bool {
  if (known.epoch === Group.epoch) return true;
  for (let index = 0; index < known.saidCount; index++) {
    const said = saidOf(known, index);
    const column = columnAt(said.column);
    // what is said of a member of a phrase is the whole phrase
    const phrase = column.phrase;
    const dictionary = phrase ? phrase : column.dictionary;
    said.code = codeOf(dictionary, said.text, said.length, Token.hash(said.text, said.length), true);
    if (said.code < 0) return false;
  }
  known.epoch = Group.epoch;
  return true;
}

/** Memory until all is forgotten; 0 if there is not that much left. */
function take(bytes: usize): usize {
  const place = (top + 15) & ~15;
  // tokens are read 16 bytes at a time
  if (place + bytes + 16 > STORE + STORE_BYTES) return 0;
  top = place + bytes + 16;
  return place;
}
