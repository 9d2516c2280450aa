import { GROUP_ROWS } from '../shared/sizes';
import { codesOf, isUniform } from './codes';
import { Column } from './column';
import { Dictionary } from './entry';
import { Group } from './group';
import { beginLevels, endLevels, putPresent } from './levels';
import { reserve } from './memory';
import { clearPage, DATA, DICTIONARY, PAGE } from './page';
import { putPresentCodes } from './present-codes';
import { putRun, putRuns } from './runs';
import { SELECTED, Selection } from './selection';

const CODES: i32 = 65_536;
const SLACK: usize = 64;
/** Codes of the selected rows, then the indexes of those that are not null. */
const ROWS: usize = reserve(<usize>GROUP_ROWS * 2 + SLACK);
const INDEXES: usize = reserve(<usize>GROUP_ROWS * 2 + SLACK);
/** The codes in use, in their order in the file; the new code of each code; and whether a code is in use. */
const USED: usize = reserve(<usize>CODES * 2);
const NEW_CODES: usize = reserve(<usize>CODES * 2);
const IN_USE: usize = reserve(<usize>CODES);

let usedCount: i32 = 0;

/** Encodes the selected rows of a column as a dictionary and a page of indexes. */
export function encodeCodes(column: Column): void {
  clearPage();
  if (!Selection.isAll || Group.hasUnusedEntries || column.isDerived || column.isShared) {
    const codes = codesOf(column);
    if (Selection.isAll && isUniform(codes)) encodeSingleCode(column, load<u16>(codes));
    else encodeSelectedCodes(column, withoutUnused(column, Selection.isAll ? codes : selected(codes)));
  } else {
    useAll(column);
    if (column.composite) encodeMember(column, column.composite!);
    else encodeSelectedCodes(column, column.rows);
  }
}

/** Encodes codes of the selected rows, and the values that they use of a dictionary, in their order: see lookup.ts. */
export function encodeUsed(dictionary: Column, codes: usize, used: usize, count: i32): void {
  clearPage();
  if (count === 0) {
    PAGE.nulls = Selection.rows;
    return;
  }
  memory.copy(USED, used, (<usize>count) << 1);
  usedCount = count;
  encodeSelectedCodes(dictionary, codes);
}

/**
 * Encodes all rows of a member of a composite column. If no composite has null for the member, no row needs a check.
 */
function encodeMember(column: Column, composite: Column): void {
  const first = load<u16>(column.codeByComposite, 2);
  let isSame = true;
  let hasNull = false;
  for (let code = 1; code < composite.entryCount; code++) {
    const own = load<u16>(column.codeByComposite + ((<usize>code) << 1));
    if (own !== first) isSame = false;
    if (own === 0) hasNull = true;
  }
  if (isSame && hasNull) PAGE.nulls = Selection.rows;
  else if (isSame) encodeSingleCode(column, first);
  else if (hasNull) encodeSelectedCodes(column, codesOf(column));
  else {
    const codeByComposite = column.codeByComposite;
    const codes = composite.rows;
    for (let at: usize = 0; at < (<usize>Selection.rows) << 1; at += 2) {
      store<u16>(INDEXES + at, load<u16>(codeByComposite + ((<usize>load<u16>(codes + at)) << 1)) - 1);
    }
    encodeIndexes(column, Selection.rows, putPresent(DATA, Selection.rows));
  }
}

/** Encodes rows that all have one code. */
function encodeSingleCode(column: Column, code: u16): void {
  const rows = Selection.rows;
  if (code === 0) {
    PAGE.nulls = rows;
    return;
  }
  usedCount = 1;
  store<u16>(USED, code);
  encodeDictionary(column);
  const address = putRun(0, rows, 1, beginIndexes(putPresent(DATA, rows), 1));
  PAGE.dataLength = <i32>(address - DATA);
}

/** Encodes the codes of all selected rows; 0 is null. */
function encodeSelectedCodes(column: Column, codes: usize): void {
  const rows = Selection.rows;
  const levels = beginLevels(DATA, rows);
  const count = putPresentCodes(codes, rows, levels, INDEXES);
  PAGE.nulls = rows - count;
  if (count === 0) return;
  let address = levels + <usize>((rows + 7) >> 3);
  if (count === rows) address = putPresent(DATA, rows);
  else endLevels(DATA, address);
  encodeIndexes(column, count, address);
}

/** Writes the dictionary, and after the levels the indexes of the rows that are not null. */
function encodeIndexes(column: Column, count: i32, levelsEnd: usize): void {
  memory.fill(INDEXES + ((<usize>count) << 1), 0, 32);
  encodeDictionary(column);
  const width = max(1, 32 - <i32>clz<u32>(usedCount - 1));
  PAGE.dataLength = <i32>(putRuns(INDEXES, count, width, beginIndexes(levelsEnd, width)) - DATA);
}

function beginIndexes(address: usize, width: i32): usize {
  store<u8>(address, <u8>width);
  return address + 1;
}

/** Marks all codes of the dictionary as used, in their order. */
function useAll(column: Column): void {
  usedCount = column.entryCount - 1;
  for (let code = 0; code < usedCount; code++) store<u16>(USED + ((<usize>code) << 1), <u16>(code + 1));
}

/** The codes of the selected rows. */
function selected(codes: usize): usize {
  for (let row = 0; row < Selection.rows; row++) {
    const from = load<u32>(SELECTED + ((<usize>row) << 2));
    store<u16>(ROWS + ((<usize>row) << 1), load<u16>(codes + ((<usize>from) << 1)));
  }
  return ROWS;
}

/**
 * The codes of the selected rows, renumbered so that all numbers are in use. The loops have no branch per row,
 * because it would be unpredictable.
 */
function withoutUnused(column: Column, codes: usize): usize {
  const end = column.dictionary.entryCount;
  memory.fill(IN_USE, 0, <usize>end);
  const bytes = (<usize>Selection.rows) << 1;
  for (let at: usize = 0; at < bytes; at += 2) store<u8>(IN_USE + <usize>load<u16>(codes + at), 1);
  usedCount = 0;
  store<u16>(NEW_CODES, 0);
  for (let code = 1; code < end; code++) {
    store<u16>(USED + ((<usize>usedCount) << 1), <u16>code);
    usedCount += <i32>load<u8>(IN_USE + <usize>code);
    store<u16>(NEW_CODES + ((<usize>code) << 1), <u16>usedCount);
  }
  if (usedCount === end - 1) return codes;
  for (let at: usize = 0; at < bytes; at += 2) {
    store<u16>(ROWS + at, load<u16>(NEW_CODES + ((<usize>load<u16>(codes + at)) << 1)));
  }
  return ROWS;
}

function encodeDictionary(column: Column): void {
  const dictionary = column.dictionary;
  const end = column.width === 0 ? putTexts(dictionary) : putNumbers(dictionary, column.width);
  PAGE.dictionaryCount = usedCount;
  PAGE.dictionaryLength = <i32>(end - DICTIONARY);
}

/** The key of a short token contains the whole text, so its entry is not needed. */
function putTexts(dictionary: Column): usize {
  const zeros = i8x16.splat(0);
  const standForThemselves = dictionary.lexiconCount === 0;
  let address = DICTIONARY;
  let smallest = 0;
  let largest = 0;
  let smallestPrefix = u64.MAX_VALUE;
  let largestPrefix: u64 = 0;
  for (let index = 0; index < usedCount; index++) {
    const code = <i32>load<u16>(USED + ((<usize>index) << 1));
    const head = v128.load(Dictionary.key(dictionary, code));
    const ends = i8x16.bitmask(i8x16.eq(head, zeros));
    if (standForThemselves && ends !== 0) {
      const length = ctz(ends);
      store<u32>(address, <u32>length);
      v128.store(address, head, 4);
      address += 4 + <usize>length;
    } else {
      const entry = Dictionary.entry(dictionary, code);
      store<u32>(address, <u32>entry.textLength);
      copyText(entry.text, address + 4, <usize>entry.textLength);
      address += 4 + <usize>entry.textLength;
    }
    // the first bytes exclude most texts as smallest or largest
    const prefix = bswap(<u64>i64x2.extract_lane(head, 0));
    if (index > 0 && standForThemselves && prefix > smallestPrefix && prefix < largestPrefix) continue;
    if (index === 0 || isBefore(dictionary, code, smallest)) {
      smallest = code;
      smallestPrefix = prefix;
    }
    if (index === 0 || isBefore(dictionary, largest, code)) {
      largest = code;
      largestPrefix = prefix;
    }
  }
  PAGE.minText = Dictionary.entry(dictionary, smallest).text;
  PAGE.minLength = Dictionary.entry(dictionary, smallest).textLength;
  PAGE.maxText = Dictionary.entry(dictionary, largest).text;
  PAGE.maxLength = Dictionary.entry(dictionary, largest).textLength;
  return address;
}

function putNumbers(dictionary: Column, width: i32): usize {
  let address = DICTIONARY;
  for (let index = 0; index < usedCount; index++, address += <usize>width) {
    const value = Dictionary.entry(dictionary, <i32>load<u16>(USED + ((<usize>index) << 1))).value;
    if (width === 4) store<i32>(address, <i32>value);
    else store<i64>(address, value);
    PAGE.min = index === 0 ? value : min(PAGE.min, value);
    PAGE.max = max(PAGE.max, value);
  }
  return address;
}

/** Most texts are short: copying 16 bytes at a time, past the end of the text, is fastest. */
function copyText(from: usize, to: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
}

/** Compares two texts by their bytes. */
function isBefore(dictionary: Column, left: i32, right: i32): bool {
  const a = Dictionary.entry(dictionary, left);
  const b = Dictionary.entry(dictionary, right);
  const order = memory.compare(a.text, b.text, <usize>min(a.textLength, b.textLength));
  return order === 0 ? a.textLength < b.textLength : order < 0;
}
