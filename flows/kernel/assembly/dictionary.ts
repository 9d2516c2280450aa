import { TokenCheck } from '../shared/token-check';
import { allocate } from './arena';
import { Checked, checked } from './check';
import { Column, columnAfter } from './column';
import { COMPOSITE_BYTES, COMPOSITE_SHIFT, Dictionary, ENTRY_SHIFT, Entry, KEY_SHIFT } from './entry';
import { RecordSchema } from './record-schema';
import { HEAD, Token } from './token';

/** Codes have 16 bits. */
const MAX_ENTRIES: i32 = 65_536;
/** Largest total of the texts of a dictionary, so that it fits into a page. */
export const MAX_TEXT_BYTES: u32 = 4 * 1024 * 1024;
const FIRST_ENTRY_ROOM: i32 = 32;
const FIRST_SLOT_BITS: u64 = 9;
/** Minimum number of slots per entry, as a power of two. With fewer slots, searches often need several probes. */
const SPARE_BITS: i32 = 2;
/**
 * Longest search for a slot. Tokens that were chosen to collide can end a row group early, but cannot make searches
 * slow.
 */
const MAX_PROBES: i32 = 64;

/** Result in address of a code: the token is invalid in the column, as far as the kernel can decide. */
export const INVALID: i32 = -1;
/** Result in address of a code: the row group must be written first, to free memory. */
export const FULL: i32 = -2;

/** Makes an empty dictionary with the entry of null. Returns whether there is memory for it. */
export function beginDictionary(column: Column): bool {
  column.entryCount = 0;
  column.textBytes = 0;
  column.minAttribute = u32.MAX_VALUE;
  column.maxAttribute = 0;
  column.entryRoom = FIRST_ENTRY_ROOM;
  column.entries = allocate((<usize>FIRST_ENTRY_ROOM) << ENTRY_SHIFT);
  column.keyShift = column.check === TokenCheck.COMPOSITE ? COMPOSITE_SHIFT : KEY_SHIFT;
  column.keys = allocate((<usize>FIRST_ENTRY_ROOM) << column.keyShift);
  setSlots(column, allocate(2 << (<usize>FIRST_SLOT_BITS)), FIRST_SLOT_BITS);
  if (column.entries === 0 || column.keys === 0 || column.slots === 0) return false;
  if (column.composite) {
    column.codeRoom = FIRST_ENTRY_ROOM;
    column.codeByComposite = allocate((<usize>FIRST_ENTRY_ROOM) << 1);
    if (column.codeByComposite === 0) return false;
    // the code for the null entry of the composite column
    store<u16>(column.codeByComposite, 0);
  }
  const entry = append(column, RecordSchema.nullToken, RecordSchema.nullLength);
  entry.attribute = column.nullAttribute;
  // if the lexicon defines the value of the null token, no token is null
  if (column.hasDefault || column.check === TokenCheck.COMPOSITE) {
    memory.fill(column.keys, 0xff, 1 << column.keyShift);
  }
  return true;
}

/** The code of a token. Adds the token if it is new and valid. Trusted tokens are always valid. */
export function codeOf(column: Column, token: usize, length: i32, hash: u64, trusted: bool): i32 {
  if (length === RecordSchema.nullLength && isOf(column, 0, token, length)) return 0;
  const mask = ((<usize>1) << (<usize>column.slotBits)) - 1;
  let slot = <usize>(hash >> column.slotShift);
  for (let probes = 0; probes < MAX_PROBES; probes++) {
    const code = <i32>load<u16>(column.slots + (slot << 1));
    if (code === 0) return add(column, token, length, hash, trusted);
    if (isOf(column, code, token, length)) return code;
    slot = (slot + 1) & mask;
  }
  return FULL;
}

function isOf(column: Column, code: i32, token: usize, length: i32): bool {
  return column.check === TokenCheck.COMPOSITE
    ? Dictionary.matchesComposite(column, code, token, length)
    : Dictionary.matches(column, code, token, length);
}

function add(column: Column, token: usize, length: i32, hash: u64, trusted: bool): i32 {
  if (column.check === TokenCheck.COMPOSITE) {
    const status = readMembers(column, token, length, trusted);
    if (status !== 0) return status;
  } else if (!checked(column, token, length, trusted)) return INVALID;
  else if (Checked.isNull) return 0;
  const code = column.entryCount;
  if (code >= MAX_ENTRIES || column.textBytes + <u32>length + 4 > MAX_TEXT_BYTES) return FULL;
  if (code >= column.entryRoom && !growEntries(column)) return FULL;
  if (code << SPARE_BITS >= 1 << (<i32>column.slotBits) && !growSlots(column)) return FULL;
  const copy = allocate(<usize>length + 2 * HEAD);
  if (copy === 0) return FULL;
  for (let at: usize = 0; at < <usize>length; at += 16) v128.store(copy + at, v128.load(token + at));
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

/** Adds the tokens of a new composite to its member columns. Returns 0, or INVALID or FULL. */
function readMembers(composite: Column, token: usize, length: i32, trusted: bool): i32 {
  const end = token + <usize>length;
  let address = token;
  let field = composite.field;
  let memberEnd = endOfMember(address, end);
  Checked.reset();
  // the members follow their composite column
  for (let next = columnAfter(composite); next.composite === composite; next = columnAfter(next)) {
    for (; field < next.memberField; field++) {
      address = memberEnd + 1;
      memberEnd = endOfMember(address, end);
    }
    const size = <i32>(memberEnd - address);
    const code = codeOf(next, address, size, Token.hash(address, size), trusted);
    if (code < 0) return code;
    if (composite.entryCount >= next.codeRoom && !growCodes(next)) return FULL;
    store<u16>(next.codeByComposite + ((<usize>composite.entryCount) << 1), <u16>code);
  }
  Checked.reset();
  return 0;
}

function endOfMember(from: usize, end: usize): usize {
  let at = from;
  while (at < end && load<u8>(at) !== RecordSchema.delimiter) at++;
  return at;
}

function growCodes(column: Column): bool {
  const codes = allocate((<usize>column.codeRoom) << 2);
  if (codes === 0) return false;
  memory.copy(codes, column.codeByComposite, (<usize>column.codeRoom) << 1);
  column.codeByComposite = codes;
  column.codeRoom <<= 1;
  return true;
}

/** Adds an entry to a dictionary that has room for it. */
export function append(column: Column, token: usize, length: i32): Entry {
  const key = column.keys + ((<usize>column.entryCount) << column.keyShift);
  const entry = Dictionary.entry(column, column.entryCount++);
  v128.store(key, Token.head(token, length));
  if (column.check === TokenCheck.COMPOSITE) {
    if (length > HEAD) memory.copy(key, token, <usize>min(length, COMPOSITE_BYTES));
    store<i32>(key, length, COMPOSITE_BYTES);
  } else v128.store(key, length < HEAD ? i32x4.splat(0) : Token.tail(token, length), HEAD);
  entry.value = 0;
  entry.attribute = 0;
  entry.token = token;
  entry.tokenLength = length;
  entry.text = token;
  entry.textLength = length;
  return entry;
}

function enter(column: Column, code: i32, hash: u64): void {
  const mask = ((<usize>1) << (<usize>column.slotBits)) - 1;
  let slot = <usize>(hash >> column.slotShift);
  while (load<u16>(column.slots + (slot << 1)) !== 0) slot = (slot + 1) & mask;
  store<u16>(column.slots + (slot << 1), <u16>code);
}

function setSlots(column: Column, slots: usize, bits: u64): void {
  column.slots = slots;
  column.slotBits = bits;
  column.slotShift = 64 - bits;
  if (slots !== 0) memory.fill(slots, 0, (<usize>2) << (<usize>bits));
}

function growEntries(column: Column): bool {
  const bytes = (<usize>column.entryRoom) << ENTRY_SHIFT;
  const keyBytes = (<usize>column.entryRoom) << column.keyShift;
  const entries = allocate(bytes << 1);
  const keys = allocate(keyBytes << 1);
  if (entries === 0 || keys === 0) return false;
  memory.copy(entries, column.entries, bytes);
  memory.copy(keys, column.keys, keyBytes);
  column.entries = entries;
  column.keys = keys;
  column.entryRoom <<= 1;
  return true;
}

/** Doubles the number of slots, and enters all entries but that of null again. */
function growSlots(column: Column): bool {
  const slots = allocate((<usize>4) << (<usize>column.slotBits));
  if (slots === 0) return false;
  setSlots(column, slots, column.slotBits + 1);
  for (let code = 1; code < column.entryCount; code++) {
    const entry = Dictionary.entry(column, code);
    enter(column, code, Token.hash(entry.token, entry.tokenLength));
  }
  return true;
}
