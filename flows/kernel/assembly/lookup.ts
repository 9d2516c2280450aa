import { LOOKUP_KINDS, LookupKind } from '../shared/lookup-kind';
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
const ROWS: usize = reserve(<usize>GROUP_ROWS * 2 + SLACK);
/** The codes of a column that the records do not have. */
const NULLS: usize = reserve(<usize>GROUP_ROWS * 2 + SLACK);

let top: usize = TEXTS;

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
 * The codes of the selected rows: the value of the address in the first of two columns, and where that is null, in the
 * second. If this address has no value, the value of the address in two other columns; -1 is no column.
 */
export function lookupCodes(kind: LookupKind, first: i32, second: i32, third: i32, fourth: i32): usize {
  mapRows(kind, addressCodes(first), addressCodes(second));
  if (third >= 0 || fourth >= 0) mapNullRows(kind, addressCodes(third), addressCodes(fourth));
  return ROWS;
}

function addressCodes(index: i32): usize {
  return index < 0 ? NULLS : columnAt(index).rows;
}

function mapRows(kind: LookupKind, first: usize, second: usize): void {
  const map = lookupMap(kind);
  const isAll = Selection.isAll;
  const end = Selection.rows;
  for (let index = 0; index < end; index++) {
    const row = (<usize>(isAll ? index : load<i32>(SELECTED + ((<usize>index) << 2)))) << 1;
    const code = <usize>load<u16>(first + row);
    const other = <usize>load<u16>(second + row);
    // no branch, because it would be unpredictable
    const address = select<usize>(code, other, code !== 0);
    store<u16>(ROWS + ((<usize>index) << 1), load<u16>(map + (address << 1)));
  }
}

function mapNullRows(kind: LookupKind, first: usize, second: usize): void {
  const map = lookupMap(kind);
  const isAll = Selection.isAll;
  const end = Selection.rows;
  for (let index = 0; index < end; index++) {
    const target = ROWS + ((<usize>index) << 1);
    const row = (<usize>(isAll ? index : load<i32>(SELECTED + ((<usize>index) << 2)))) << 1;
    const code = <usize>load<u16>(first + row);
    const other = <usize>load<u16>(second + row);
    const value = load<u16>(map + (select<usize>(code, other, code !== 0) << 1));
    const before = load<u16>(target);
    store<u16>(target, select<u16>(before, value, before !== 0));
  }
}
