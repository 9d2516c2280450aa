import { LOOKUP_KINDS } from '../shared/lookup-kind';
import { columnAt } from './column';
import { Dictionary, Entry } from './entry';
import { lookupMap } from './lookup';
import { reserve } from './memory';
import { HEAD, Token } from './token';

/**
 * A cache of addresses and their codes, which outlives row groups and sources. A key is the whole address, because no
 * address is longer.
 */
const KEY_BYTES: usize = 48;
const SLOT_BYTES: usize = 64;
const SLOT_BITS: u64 = 17;
const SLOTS_BYTES: usize = SLOT_BYTES << (<usize>SLOT_BITS);
const SLOTS: usize = reserve(SLOTS_BYTES);
const CODES: usize = 65_536;
/** The codes of the address dictionary whose addresses are not in the cache. */
const UNKNOWN: usize = reserve(CODES * 2);

/** Empties the cache, because the codes of the values have changed. */
export function forgetAddresses(): void {
  memory.fill(SLOTS, 0, SLOTS_BYTES);
}

/** Sets the values of the addresses in a dictionary that the cache contains. Returns the number of other addresses. */
export function findKnownAddresses(column: i32): i32 {
  const dictionary = columnAt(column).dictionary;
  let unknown: usize = 0;
  for (let kind = 0; kind < LOOKUP_KINDS; kind++) store<u16>(lookupMap(kind), 0);
  for (let code = 1; code < dictionary.entryCount; code++) {
    const entry = Dictionary.entry(dictionary, code);
    const slot = slotOf(entry);
    if (isOf(slot, entry)) setValues(code, load<u64>(slot, KEY_BYTES));
    else {
      store<u16>(UNKNOWN + unknown, <u16>code);
      unknown += 2;
    }
  }
  return <i32>(unknown >> 1);
}

/** Address of the codes whose addresses are not in the cache. */
export function unknownAddresses(): usize {
  return UNKNOWN;
}

/** Sets the values of an address, and adds it to the cache. The values are four 16-bit codes, in the order of the kinds. */
export function keepAddress(column: i32, code: i32, first: u32, second: u32, third: u32, fourth: u32): void {
  const entry = Dictionary.entry(columnAt(column).dictionary, code);
  const values = <u64>(first | (second << 16)) | ((<u64>(third | (fourth << 16))) << 32);
  setValues(code, values);
  if (<usize>entry.textLength > KEY_BYTES) return;
  const slot = slotOf(entry);
  for (let part = 0; part < 3; part++) v128.store(slot + <usize>(part * HEAD), keyOf(entry, part));
  store<u64>(slot, values, KEY_BYTES);
}

function setValues(code: i32, values: u64): void {
  for (let kind = 0; kind < LOOKUP_KINDS; kind++) {
    store<u16>(lookupMap(kind) + ((<usize>code) << 1), <u16>(values >> ((<u64>kind) << 4)));
  }
}

function slotOf(entry: Entry): usize {
  const hash = Token.hash(entry.text, entry.textLength);
  return SLOTS + <usize>(hash >> (64 - SLOT_BITS)) * SLOT_BYTES;
}

function isOf(slot: usize, entry: Entry): bool {
  if (<usize>entry.textLength > KEY_BYTES) return false;
  let differences = v128.xor(v128.load(slot), keyOf(entry, 0));
  for (let part = 1; part < 3; part++) {
    differences = v128.or(differences, v128.xor(v128.load(slot + <usize>(part * HEAD)), keyOf(entry, part)));
  }
  return !v128.any_true(differences);
}

/** Sixteen bytes of an address, and zeros after its end. */
function keyOf(entry: Entry, part: i32): v128 {
  const from = part * HEAD;
  return Token.head(entry.text + <usize>from, max(0, entry.textLength - from));
}
