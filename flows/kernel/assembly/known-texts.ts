import { TextUse } from '../shared/text-use';
import { columnAt } from './column';
import { codeOf } from './dictionary';
import { Group } from './group';
import { reserve } from './memory';
import { Token } from './token';

/**
 * A text that comes again and again in records, and what it says. It is told once; codes are those of one row group, and
 * are looked up anew in the next.
 */
@unmanaged
export class KnownText {
  hash: u64;
  text: usize;
  length: i32;
  /** Texts of different spaces have nothing to do with each other. */
  space: i32;
  use: TextUse;
  /** What else it says: see records.ts. */
  detail: i32;
  quotes: i32;
  epoch: i32;
  /** What it says: see TextValue. */
  values: usize;
  valueCount: i32;
  /** The text that came after this one last. */
  successor: KnownText | null;
  unused: u32;
}

/** A value of a column that a text says. */
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

/** How often all was forgotten: what was remembered of known texts elsewhere is worth nothing then. */
export let generation: i32 = 0;

/** Forgets all. */
export function clearKnownTexts(): void {
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
  /** A text of up to 16 bytes, if it is the first that its hash leads to, which is nearly always so; else null. */
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

/** Whether a text is that. */
export function equalsText(known: KnownText, text: usize, length: i32): bool {
  return known.length === length && Token.same(known.text, text, length);
}

/** Tells of a text. Returns whether there is room: if not, all has to be forgotten first. */
export function addKnownText(space: i32, text: usize, length: i32, use: TextUse, detail: i32): bool {
  const place = allocate(offsetof<KnownText>());
  const copy = allocate(<usize>length);
  if (place === 0 || copy === 0 || count === MAX_TEXTS) return false;
  count++;
  memory.copy(copy, text, <usize>length);
  const known = changetype<KnownText>(place);
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
  store<u32>(SLOTS + ((<usize>slot) << 2), <u32>place);
  return true;
}

/** Makes room for what the text that was told last says: so many values. */
export function beginTextValues(values: i32): bool {
  const known = latest!;
  known.values = allocate(<usize>values * TEXT_VALUE_BYTES);
  return known.values !== 0;
}

/** One more value that it says. */
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

/** Whether what a text says has codes in this row group: if not, a dictionary has no room. */
export function hasCodes(known: KnownText): bool {
  if (known.epoch === Group.epoch) return true;
  for (let index = 0; index < known.valueCount; index++) {
    const value = textValueAt(known, index);
    const column = columnAt(value.column);
    // what is value of a member of a composite is the whole composite
    const composite = column.composite;
    const dictionary = composite ? composite : column.dictionary;
    value.code = codeOf(dictionary, value.text, value.length, Token.hash(value.text, value.length), true);
    if (value.code < 0) return false;
  }
  known.epoch = Group.epoch;
  return true;
}

/** Memory until all is forgotten; 0 if there is not that much left. */
function allocate(bytes: usize): usize {
  const place = (top + 15) & ~15;
  // tokens are read 16 bytes at a time
  if (place + bytes + 16 > STORE + STORE_BYTES) return 0;
  top = place + bytes + 16;
  return place;
}
