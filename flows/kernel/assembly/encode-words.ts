import { CHOSEN, Choice } from './choice';
import { codesOf, isUniform } from './codes';
import { Column } from './column';
import { Dictionary } from './entry';
import { GROUP_ROWS, Group } from './group';
import { beginLevels, endLevels, putPresent } from './levels';
import { reserve } from './memory';
import { clearPage, DATA, DICTIONARY, PAGE } from './page';
import { putRun, putRuns } from './runs';

const CODES: i32 = 65_536;
const SLACK: usize = 64;
/** Codes of the chosen rows, then those of them that are not null. */
const ROWS: usize = reserve(<usize>GROUP_ROWS * 2 + SLACK);
const INDEXES: usize = reserve(<usize>GROUP_ROWS * 2 + SLACK);
/** The codes in use, in their order in the file, and for each code its place there. */
const USED: usize = reserve(<usize>CODES * 2);
const NEW_CODES: usize = reserve(<usize>CODES * 2);

let usedCount: i32 = 0;

/** Writes the chosen rows of a column as a dictionary and a page of indexes. */
export function encodeWords(column: Column): void {
  clearPage();
  if (!Choice.isAll || Group.hasSpare || column.isDerived || column.isShared) {
    const codes = codesOf(column);
    if (Choice.isAll && isUniform(codes)) encodeOne(column, load<u16>(codes));
    else encodeCodes(column, rewritten(column, codes));
  } else {
    useAll(column);
    if (column.phrase) encodePhrase(column, column.phrase!);
    else encodeCodes(column, column.rows);
  }
}

/** Codes that a phrase says, all of them: mostly one look at the phrases tells what has not to be asked of each row. */
function encodePhrase(column: Column, phrase: Column): void {
  const first = load<u16>(column.codeByPhrase, 2);
  let isSame = true;
  let hasNull = false;
  for (let code = 1; code < phrase.entryCount; code++) {
    const own = load<u16>(column.codeByPhrase + ((<usize>code) << 1));
    if (own !== first) isSame = false;
    if (own === 0) hasNull = true;
  }
  if (isSame && hasNull) PAGE.nulls = Choice.rows;
  else if (isSame) encodeOne(column, first);
  else if (hasNull) encodeCodes(column, codesOf(column));
  else {
    const codeByPhrase = column.codeByPhrase;
    const codes = phrase.rows;
    for (let at: usize = 0; at < (<usize>Choice.rows) << 1; at += 2) {
      store<u16>(INDEXES + at, load<u16>(codeByPhrase + ((<usize>load<u16>(codes + at)) << 1)) - 1);
    }
    encodeIndexes(column, Choice.rows, putPresent(DATA, Choice.rows));
  }
}

/** One code in all rows. */
function encodeOne(column: Column, code: u16): void {
  const rows = Choice.rows;
  if (code === 0) {
    PAGE.nulls = rows;
    return;
  }
  usedCount = 1;
  store<u16>(USED, code);
  encodeDictionary(column);
  const place = putRun(0, rows, 1, beginIndexes(putPresent(DATA, rows), 1));
  PAGE.dataLength = <i32>(place - DATA);
}

/** Codes of all rows that are chosen; 0 is null. */
function encodeCodes(column: Column, codes: usize): void {
  const rows = Choice.rows;
  const nulls = countNulls(codes, rows);
  PAGE.nulls = nulls;
  if (nulls === rows) return;
  if (nulls === 0) {
    lessOne(codes, rows);
    encodeIndexes(column, rows, putPresent(DATA, rows));
    return;
  }
  const place = putLevels(codes, rows, beginLevels(DATA, rows));
  endLevels(DATA, place);
  encodeIndexes(column, pick(codes, rows), place);
}

/** The dictionary, and the indexes of rows that are not null, after the levels. */
function encodeIndexes(column: Column, count: i32, levelsEnd: usize): void {
  memory.fill(INDEXES + ((<usize>count) << 1), 0, 32);
  encodeDictionary(column);
  const width = max(1, 32 - <i32>clz<u32>(usedCount - 1));
  PAGE.dataLength = <i32>(putRuns(INDEXES, count, width, beginIndexes(levelsEnd, width)) - DATA);
}

function beginIndexes(place: usize, width: i32): usize {
  store<u8>(place, <u8>width);
  return place + 1;
}

/** The codes as they are: each is in use. */
function useAll(column: Column): void {
  usedCount = column.entryCount - 1;
  for (let code = 0; code < usedCount; code++) store<u16>(USED + ((<usize>code) << 1), <u16>(code + 1));
}

/** The chosen rows' codes, numbered anew in the order in which they come. */
function rewritten(column: Column, codes: usize): usize {
  memory.fill(NEW_CODES, 0, (<usize>column.dictionary.entryCount) << 1);
  usedCount = 0;
  const isAll = Choice.isAll;
  for (let row = 0; row < Choice.rows; row++) {
    const from = isAll ? row : <i32>load<u32>(CHOSEN + ((<usize>row) << 2));
    const code = load<u16>(codes + ((<usize>from) << 1));
    let renewed = 0;
    if (code !== 0) {
      renewed = <i32>load<u16>(NEW_CODES + ((<usize>code) << 1));
      if (renewed === 0) {
        store<u16>(USED + ((<usize>usedCount) << 1), code);
        renewed = ++usedCount;
        store<u16>(NEW_CODES + ((<usize>code) << 1), <u16>renewed);
      }
    }
    store<u16>(ROWS + ((<usize>row) << 1), <u16>renewed);
  }
  return ROWS;
}

function countNulls(codes: usize, rows: i32): i32 {
  const zero = i16x8.splat(0);
  let nulls = 0;
  let row = 0;
  for (; row + 8 <= rows; row += 8) {
    nulls += popcnt(i16x8.bitmask(i16x8.eq(v128.load(codes + ((<usize>row) << 1)), zero)));
  }
  for (; row < rows; row++) if (load<u16>(codes + ((<usize>row) << 1)) === 0) nulls++;
  return nulls;
}

function putLevels(codes: usize, rows: i32, target: usize): usize {
  const zero = i16x8.splat(0);
  let place = target;
  for (let row = 0; row < rows; row += 8) {
    let bits = ~i16x8.bitmask(i16x8.eq(v128.load(codes + ((<usize>row) << 1)), zero)) & 0xff;
    if (rows - row < 8) bits &= (1 << (rows - row)) - 1;
    store<u8>(place++, bits);
  }
  return place;
}

/** The indexes of rows that are not null. */
function pick(codes: usize, rows: i32): i32 {
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const code = load<u16>(codes + ((<usize>row) << 1));
    store<u16>(INDEXES + ((<usize>count) << 1), code - 1);
    count += i32(code !== 0);
  }
  return count;
}

/** The indexes of rows of which none is null. */
function lessOne(codes: usize, rows: i32): void {
  const one = i16x8.splat(1);
  for (let at: usize = 0; at < (<usize>rows) << 1; at += 16) {
    v128.store(INDEXES + at, i16x8.sub(v128.load(codes + at), one));
  }
}

function encodeDictionary(column: Column): void {
  const dictionary = column.dictionary;
  const end = column.width === 0 ? putTexts(dictionary) : putNumbers(dictionary, column.width);
  PAGE.dictionaryCount = usedCount;
  PAGE.dictionaryLength = <i32>(end - DICTIONARY);
}

/** Short tokens that stand for themselves are where they are compared: their entries need not be looked at. */
function putTexts(dictionary: Column): usize {
  const zeros = i8x16.splat(0);
  const standForThemselves = dictionary.lexiconCount === 0;
  let place = DICTIONARY;
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
      store<u32>(place, <u32>length);
      v128.store(place, head, 4);
      place += 4 + <usize>length;
    } else {
      const entry = Dictionary.entry(dictionary, code);
      store<u32>(place, <u32>entry.textLength);
      copyText(entry.text, place + 4, <usize>entry.textLength);
      place += 4 + <usize>entry.textLength;
    }
    // most are neither the smallest nor the largest, as their first bytes tell
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
  return place;
}

function putNumbers(dictionary: Column, width: i32): usize {
  let place = DICTIONARY;
  for (let index = 0; index < usedCount; index++, place += <usize>width) {
    const value = Dictionary.entry(dictionary, <i32>load<u16>(USED + ((<usize>index) << 1))).value;
    if (width === 4) store<i32>(place, <i32>value);
    else store<i64>(place, value);
    PAGE.min = index === 0 ? value : min(PAGE.min, value);
    PAGE.max = max(PAGE.max, value);
  }
  return place;
}

/** Most texts are short: sixteen bytes at a time, and more than there are, is the quickest way. */
function copyText(from: usize, to: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
}

/** Texts in the order of their bytes. */
function isBefore(dictionary: Column, left: i32, right: i32): bool {
  const a = Dictionary.entry(dictionary, left);
  const b = Dictionary.entry(dictionary, right);
  const order = memory.compare(a.text, b.text, <usize>min(a.textLength, b.textLength));
  return order === 0 ? a.textLength < b.textLength : order < 0;
}
