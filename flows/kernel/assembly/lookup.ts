import { LOOKUP_KINDS, LookupKind, LookupSide, SIDES } from '../shared/lookup-kind';
import { GROUP_ROWS } from '../shared/sizes';
import { COLUMN_BYTES, Column, columnAt } from './column';
import { append, MAX_TEXT_BYTES } from './dictionary';
import { ENTRY_SHIFT, KEY_SHIFT } from './entry';
import { reserve } from './memory';
import { SELECTED, Selection } from './selection';

/** Columns whose values are looked up by the addresses of a row. The caller looks up each address of a row group once. */

const CODES: usize = 65_536;
/** Readers may read this many bytes past the last code or text. */
const SLACK: usize = 64;
/** For each kind, the value of each address: codes of the kind's dictionary by codes of the address dictionary. */
const MAPS: usize = reserve(<usize>LOOKUP_KINDS * CODES * 2);
const DICTIONARIES: usize = reserve(<usize>LOOKUP_KINDS * COLUMN_BYTES);
const ENTRIES: usize = reserve(<usize>LOOKUP_KINDS * (CODES << ENTRY_SHIFT));
const KEYS: usize = reserve(<usize>LOOKUP_KINDS * (CODES << KEY_SHIFT));
/** Texts of all dictionaries. Each fits into a page, because all together do. */
const TEXTS: usize = reserve(<usize>MAX_TEXT_BYTES + SLACK);
const TEXTS_END: usize = TEXTS + <usize>MAX_TEXT_BYTES;
const LENGTH_BYTES: usize = 4;
const ROWS_BYTES: usize = <usize>GROUP_ROWS * 2 + SLACK;
const ROWS: usize = reserve(ROWS_BYTES);
/** The codes of a column that the records do not have. */
const NULLS: usize = reserve(ROWS_BYTES);
/** For each side, the addresses of the selected rows, and for each code whether a row has it. */
const ADDRESSES: usize = reserve(<usize>SIDES * ROWS_BYTES);
const IN_USE: usize = reserve(<usize>SIDES * CODES);
const SIDE_CODES: usize = reserve(<usize>SIDES * sizeof<usize>());
/** Codes of values that the selected rows have, in their new order; the new code of each value, and of each address. */
const USED: usize = reserve(CODES * 2);
const NEW_CODES: usize = reserve(CODES * 2);
const NEW_CODES_OF_ADDRESSES: usize = reserve(CODES * 2);

let top: usize = TEXTS;
/** Number of codes in the address dictionary. */
let addressCount: usize = 0;

/** Clears all dictionaries. They outlive row groups and sources. */
export function clearLookups(): void {
  top = TEXTS;
  for (let kind = 0; kind < LOOKUP_KINDS; kind++) {
    const dictionary = lookupDictionary(kind);
    memory.fill(changetype<usize>(dictionary), 0, COLUMN_BYTES);
    dictionary.dictionary = dictionary;
    dictionary.width = kind === LookupKind.ASN ? 8 : 0;
    dictionary.entries = ENTRIES + ((<usize>kind * CODES) << ENTRY_SHIFT);
    dictionary.keys = KEYS + ((<usize>kind * CODES) << KEY_SHIFT);
    dictionary.keyShift = KEY_SHIFT;
    append(dictionary, TEXTS, 0);
  }
}

/** Address of the values of a kind: the caller writes a 16-bit code for each code of the address dictionary. */
export function lookupMap(kind: LookupKind): usize {
  return MAPS + ((<usize>kind * CODES) << 1);
}

/** Adds a text to the dictionary of a kind. Returns its code; 0 if there is no room. */
export function addLookupText(kind: LookupKind, text: usize, length: usize): i32 {
  const dictionary = lookupDictionary(kind);
  if (top + length + LENGTH_BYTES > TEXTS_END || <usize>dictionary.entryCount === CODES) return 0;
  memory.copy(top, text, length);
  memory.fill(top + length, 0, SLACK);
  append(dictionary, top, <i32>length);
  top += length + LENGTH_BYTES;
  return dictionary.entryCount - 1;
}

/** Adds a number to the dictionary of a kind. Returns its code; 0 if there is no room. */
export function addLookupNumber(kind: LookupKind, value: u32): i32 {
  const dictionary = lookupDictionary(kind);
  if (<usize>dictionary.entryCount === CODES) return 0;
  append(dictionary, TEXTS, 0).value = <i64>value;
  return dictionary.entryCount - 1;
}

/** The dictionary of a kind. */
export function lookupDictionary(kind: LookupKind): Column {
  return changetype<Column>(DICTIONARIES + <usize>kind * COLUMN_BYTES);
}

/**
 * Finds the addresses of the selected rows. Each side has the address in the first of two columns, and where that is null,
 * in the second; -1 is no column. The side of the threat has the source if it is a threat, and else the destination.
 */
export function selectAddresses(
  source: i32,
  source2: i32,
  destination: i32,
  destination2: i32,
  threats: bool,
): void {
  memory.fill(IN_USE, 0, <usize>SIDES * CODES);
  selectSide(LookupSide.SOURCE, source, source2);
  selectSide(LookupSide.DESTINATION, destination, destination2);
  if (threats) selectThreats();
}

/** The new codes of a kind for the selected rows, without the values that no row has; 0 if all rows are null. */
export function lookupCodes(kind: LookupKind, side: LookupSide): usize {
  findUsed(kind, side);
  if (usedValues === 0) return 0;
  const addresses = addressesOf(side);
  const bytes = (<usize>Selection.rows) << 1;
  for (let at: usize = 0; at < bytes; at += 2) {
    store<u16>(ROWS + at, load<u16>(NEW_CODES_OF_ADDRESSES + ((<usize>load<u16>(addresses + at)) << 1)));
  }
  return ROWS;
}

/** Address of the codes of the values that rows have, and their number. */
export function usedLookups(): usize {
  return USED;
}

export let usedValues: i32 = 0;

/** Numbers the values in the order of the address dictionary, which depends on nothing but the row group. */
function findUsed(kind: LookupKind, side: LookupSide): void {
  const map = lookupMap(kind);
  const inUse = IN_USE + <usize>side * CODES;
  memory.fill(NEW_CODES, 0, (<usize>lookupDictionary(kind).entryCount) << 1);
  usedValues = 0;
  for (let address: usize = 0; address < addressCount; address++) {
    const value = load<u8>(inUse + address) === 0 ? 0 : load<u16>(map + (address << 1));
    let code: u16 = 0;
    if (value !== 0) {
      const slot = NEW_CODES + ((<usize>value) << 1);
      code = load<u16>(slot);
      if (code === 0) {
        store<u16>(USED + ((<usize>usedValues) << 1), value);
        usedValues++;
        code = <u16>usedValues;
        store<u16>(slot, code);
      }
    }
    store<u16>(NEW_CODES_OF_ADDRESSES + (address << 1), code);
  }
}

function selectSide(side: LookupSide, firstIndex: i32, secondIndex: i32): void {
  const first = firstIndex < 0 ? NULLS : columnAt(firstIndex).rows;
  const second = secondIndex < 0 ? NULLS : columnAt(secondIndex).rows;
  if (firstIndex >= 0) addressCount = <usize>columnAt(firstIndex).dictionary.entryCount;
  else if (secondIndex >= 0) addressCount = <usize>columnAt(secondIndex).dictionary.entryCount;
  if (Selection.isAll && first === NULLS) {
    setAddresses(side, second);
    markAll(side, second);
    return;
  }
  const target = ADDRESSES + <usize>side * ROWS_BYTES;
  const inUse = IN_USE + <usize>side * CODES;
  const isAll = Selection.isAll;
  const end = Selection.rows;
  for (let index = 0; index < end; index++) {
    const row = (<usize>(isAll ? index : load<i32>(SELECTED + ((<usize>index) << 2)))) << 1;
    const code = <usize>load<u16>(first + row);
    const other = <usize>load<u16>(second + row);
    // no branch, because it would be unpredictable
    const address = select<usize>(code, other, code !== 0);
    store<u16>(target + ((<usize>index) << 1), <u16>address);
    store<u8>(inUse + address, 1);
  }
  setAddresses(side, target);
}

function selectThreats(): void {
  const map = lookupMap(LookupKind.THREAT_TYPE);
  const sources = addressesOf(LookupSide.SOURCE);
  const destinations = addressesOf(LookupSide.DESTINATION);
  const target = ADDRESSES + <usize>LookupSide.THREAT * ROWS_BYTES;
  const inUse = IN_USE + <usize>LookupSide.THREAT * CODES;
  const bytes = (<usize>Selection.rows) << 1;
  for (let at: usize = 0; at < bytes; at += 2) {
    const source = <usize>load<u16>(sources + at);
    const destination = <usize>load<u16>(destinations + at);
    const address = select<usize>(source, destination, load<u16>(map + (source << 1)) !== 0);
    store<u16>(target + at, <u16>address);
    store<u8>(inUse + address, 1);
  }
  setAddresses(LookupSide.THREAT, target);
}

function markAll(side: LookupSide, codes: usize): void {
  const inUse = IN_USE + <usize>side * CODES;
  const bytes = (<usize>Selection.rows) << 1;
  for (let at: usize = 0; at < bytes; at += 2) store<u8>(inUse + <usize>load<u16>(codes + at), 1);
}

function setAddresses(side: LookupSide, codes: usize): void {
  store<usize>(SIDE_CODES + <usize>side * sizeof<usize>(), codes);
}

function addressesOf(side: LookupSide): usize {
  return load<usize>(SIDE_CODES + <usize>side * sizeof<usize>());
}
