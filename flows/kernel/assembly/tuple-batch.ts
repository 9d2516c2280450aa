import { Column, columnAt } from './column';
import { FULL } from './dictionary';
import { Group } from './group';
import { hasCodes, Known, knownText, saidOf, textHash, Use } from './known-texts';
import { reserve } from './memory';
import { Digits, NO_NUMBER, numberOf } from './numbers';
import { BATCH_ROWS, Positions } from './positions';
import { NULL } from './read-numbers';
import { readColumn } from './rows';

/** Places of a tuple: quotes and commas, of which some are not in use. So many are a line of the cache. */
export const TUPLE_PLACES: i32 = 16;
const STEP: usize = 64;

/** Fields before the phrase: time, addresses, ports. They are columns of the same numbers. */
const ENDPOINTS: i32 = 5;
const COUNTERS: i32 = 4;
const ZERO: u32 = 0x30;

/** Space of the phrases of a form: see known-texts.ts. */
export const PHRASES: i32 = 16;

/** How tuples are written. As azure/records/kernel-forms.ts has them. */
export class Form {
  /** Its number. */
  static number: i32 = 0;
  static fields: i32 = 0;
  /** The fields between ports and counters: they are one phrase. */
  static phraseFields: i32 = 0;
  static isCounted: bool = false;

  static set(number: i32): void {
    Form.number = number;
    Form.isCounted = (number & 1) !== 0;
    Form.phraseFields = Form.isCounted ? 4 : 3;
    Form.fields = ENDPOINTS + Form.phraseFields + (Form.isCounted ? COUNTERS : 0);
  }
}

/** How a batch was read. */
export enum Batch {
  READ,
  UNSOUND,
  NO_ROOM,
  /** The phrase that the marks tell of is not known. */
  UNKNOWN_PHRASE,
}

/** The phrase that is not known. */
export let phraseFrom: usize = 0;
export let phraseEnd: usize = 0;

/** For each row of the batch, whether its phrase says that nothing was measured. */
const UNMEASURED: usize = reserve(<usize>BATCH_ROWS);

let phrases: Column | null = null;
let counters: i32 = 0;

/** Sets a column of the phrase, and the first of the columns of counters. */
export function tupleColumns(member: i32, firstCounter: i32): void {
  phrases = columnAt(member).phrase;
  counters = firstCounter;
}

/** Reads the tuples whose places are set into rows from `first` on: all of them, or it says why not. */
export function readBatch(first: i32, rows: i32): Batch {
  const phrase = readPhrases(first, rows);
  if (phrase !== Batch.READ) return phrase;
  for (let index = 0; index < ENDPOINTS; index++) {
    const read = readColumn(columnAt(index), first, rows, false);
    if (read !== rows) return read === FULL ? Batch.NO_ROOM : Batch.UNSOUND;
  }
  if (!Form.isCounted) {
    for (let index = 0; index < COUNTERS; index++) fillNull(columnAt(counters + index), first, rows);
    return Batch.READ;
  }
  return readCounters(first, rows) ? Batch.READ : Batch.UNSOUND;
}

function readPhrases(first: i32, rows: i32): Batch {
  const codes = phrases!.rows + (<usize>first << 1);
  const apart = <usize>Form.phraseFields << 2;
  let place = Positions.from(ENDPOINTS);
  for (let row = 0; row < rows; row++, place += STEP) {
    const token = <usize>load<u32>(place) + 1;
    const length = <i32>(<usize>load<u32>(place + apart) - token);
    const known = knownText(PHRASES + Form.number, token, length, textHash(token, length));
    if (!known) {
      phraseFrom = token;
      phraseEnd = token + <usize>length;
      return Batch.UNKNOWN_PHRASE;
    }
    if (known.use === Use.UNUSUAL) return Batch.UNSOUND;
    if (known.epoch !== Group.epoch && !hasCodes(known)) return Batch.NO_ROOM;
    store<u16>(codes + (<usize>row << 1), <u16>saidOf(known, 0).code);
    store<u8>(UNMEASURED + <usize>row, <u8>known.detail);
  }
  return Batch.READ;
}

/** Where nothing was measured, counters may be empty; and if all are empty or zero, none is kept. */
function readCounters(first: i32, rows: i32): bool {
  let place = Positions.from(ENDPOINTS + Form.phraseFields);
  for (let row = 0; row < rows; row++, place += STEP) {
    const isUnmeasured = load<u8>(UNMEASURED + <usize>row) !== 0;
    if (isUnmeasured && saysNothing(place)) {
      for (let index = 0; index < COUNTERS; index++) Counter.set(index, first + row, NULL);
      continue;
    }
    for (let index = 0; index < COUNTERS; index++) {
      const at = place + (<usize>index << 2);
      const end = <usize>load<u32>(at, 4);
      const length = <i32>(end - <usize>load<u32>(at)) - 1;
      let value: i64;
      if (length === 0) {
        if (!isUnmeasured) return false;
        value = NULL;
      } else if (length <= 8) {
        const digits = Digits.before(end, length);
        if (!Digits.areDigits(digits)) return false;
        value = <i64>Digits.number(digits);
      } else {
        value = numberOf(end - <usize>length, length);
        if (value === NO_NUMBER || <u64>value > columnAt(counters + index).max) return false;
      }
      Counter.set(index, first + row, value);
    }
  }
  return true;
}

/** Whether each of the counters is empty or 0. */
function saysNothing(place: usize): bool {
  for (let index = 0; index < COUNTERS; index++) {
    const from = <usize>load<u32>(place + (<usize>index << 2));
    const length = <usize>load<u32>(place + (<usize>index << 2), 4) - from - 1;
    if (length > 1 || (length === 1 && <u32>load<u8>(from, 1) !== ZERO)) return false;
  }
  return true;
}

class Counter {
  @inline
  static set(index: i32, row: i32, value: i64): void {
    store<i64>(columnAt(counters + index).rows + (<usize>row << 3), value);
  }
}

function fillNull(column: Column, first: i32, rows: i32): void {
  for (let row = first; row < first + rows; row++) store<i64>(column.rows + (<usize>row << 3), NULL);
}
