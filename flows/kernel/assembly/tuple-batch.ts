import { TextSpace } from '../shared/text-space';
import { TextUse } from '../shared/text-use';
import { TUPLE_COUNTERS, TUPLE_POSITIONS } from '../shared/tuple-sizes';
import { Column, columnAt } from './column';
import { FULL } from './dictionary';
import { Group } from './group';
import { hasCodes, KnownText, knownText, ShortTexts, textHash, textValueAt } from './known-texts';
import { reserve } from './memory';
import { Digits, NO_NUMBER, numberOf } from './numbers';
import { BATCH_ROWS, Positions } from './positions';
import { NULL } from './read-values';
import { readColumn } from './rows';
import { HEAD, Token } from './token';
import { TupleShape } from './tuple-shape';

/** Bytes from the delimiter positions of one tuple to those of the next. */
const STEP: usize = <usize>TUPLE_POSITIONS * 4;

const ZERO: u8 = 0x30;
const COMMA: u8 = 0x2c;
/** The bytes `0,0,0,0`. */
const ALL_ZERO: u64 = 0x302c302c302c30;

/** How the reading of a batch ended. */
export enum Batch {
  READ,
  INVALID,
  NO_ROOM,
  /** The composite between `compositeStart` and `compositeEnd` is unknown. */
  UNKNOWN_COMPOSITE,
}

/** The unknown composite. */
export let compositeStart: usize = 0;
export let compositeEnd: usize = 0;

/** For each row of the batch, 1 if its counters may be empty. */
const UNMEASURED: usize = reserve(<usize>BATCH_ROWS);

let composites: Column | null = null;
let counters: i32 = 0;

/** Sets the composite column by one of its members, and the first counter column. */
export function setTupleColumns(member: i32, firstCounter: i32): void {
  composites = columnAt(member).composite;
  counters = firstCounter;
}

/** Reads the tuples whose positions are set, into the rows from `first` on. */
export function readBatch(first: i32, rows: i32): Batch {
  const composite = readComposites(first, rows);
  if (composite !== Batch.READ) return composite;
  for (let index = 0; index < TupleShape.leadingFields; index++) {
    const read = readColumn(columnAt(index), first, rows, false);
    if (read !== rows) return read === FULL ? Batch.NO_ROOM : Batch.INVALID;
  }
  if (!TupleShape.hasCounters) {
    for (let index = 0; index < TUPLE_COUNTERS; index++) fillNull(columnAt(counters + index), first, rows);
    return Batch.READ;
  }
  return readCounters(first, rows) ? Batch.READ : Batch.INVALID;
}

function readComposites(first: i32, rows: i32): Batch {
  const codes = composites!.rows + ((<usize>first) << 1);
  const distance = (<usize>TupleShape.compositeFields) << 2;
  const space = TextSpace.COMPOSITES + TupleShape.number;
  let address = Positions.from(TupleShape.leadingFields);
  for (let row = 0; row < rows; row++, address += STEP) {
    const token = <usize>load<u32>(address) + 1;
    const length = <i32>(<usize>load<u32>(address + distance) - token);
    let known: KnownText | null = null;
    if (length <= HEAD) known = ShortTexts.first(space, token, length, Token.hash(token, length));
    if (!known) known = knownText(space, token, length, textHash(token, length));
    if (!known) {
      compositeStart = token;
      compositeEnd = token + <usize>length;
      return Batch.UNKNOWN_COMPOSITE;
    }
    if (known.use === TextUse.UNSUPPORTED) return Batch.INVALID;
    if (known.epoch !== Group.epoch && !hasCodes(known)) return Batch.NO_ROOM;
    store<u16>(codes + ((<usize>row) << 1), <u16>textValueAt(known, 0).code);
    store<u8>(UNMEASURED + <usize>row, <u8>known.detail);
  }
  return Batch.READ;
}

/** Reads the counters. If they may be empty, and all are empty or zero, they are null. */
function readCounters(first: i32, rows: i32): bool {
  let address = Positions.from(TupleShape.leadingFields + TupleShape.compositeFields);
  const rows0 = columnAt(counters).rows;
  const rows1 = columnAt(counters + 1).rows;
  const rows2 = columnAt(counters + 2).rows;
  const rows3 = columnAt(counters + 3).rows;
  let target = (<usize>first) << 3;
  for (let row = 0; row < rows; row++, address += STEP, target += 8) {
    const start = <usize>load<u32>(address) + 1;
    const end0 = <usize>load<u32>(address, 4);
    const end1 = <usize>load<u32>(address, 8);
    const end2 = <usize>load<u32>(address, 12);
    const end3 = <usize>load<u32>(address, 16);
    if (load<u8>(UNMEASURED + <usize>row) !== 0 && Counters.areEmptyOrZero(start, end3)) {
      store<i64>(rows0 + target, NULL);
      store<i64>(rows1 + target, NULL);
      store<i64>(rows2 + target, NULL);
      store<i64>(rows3 + target, NULL);
      continue;
    }
    const length0 = <i32>(end0 - start);
    const length1 = <i32>(end1 - end0) - 1;
    const length2 = <i32>(end2 - end1) - 1;
    const length3 = <i32>(end3 - end2) - 1;
    // each has one to eight digits
    if (((length0 - 1) | (length1 - 1) | (length2 - 1) | (length3 - 1)) >>> 3 !== 0) {
      if (!readRare(address, first + row, load<u8>(UNMEASURED + <usize>row) !== 0)) return false;
      continue;
    }
    const digits0 = Digits.before(end0, length0);
    const digits1 = Digits.before(end1, length1);
    const digits2 = Digits.before(end2, length2);
    const digits3 = Digits.before(end3, length3);
    if (!Counters.areDigits(digits0, digits1, digits2, digits3)) return false;
    store<i64>(rows0 + target, <i64>Digits.number(digits0));
    store<i64>(rows1 + target, <i64>Digits.number(digits1));
    store<i64>(rows2 + target, <i64>Digits.number(digits2));
    store<i64>(rows3 + target, <i64>Digits.number(digits3));
  }
  return true;
}

class Counters {
  /** Whether each counter is empty or 0. The first comparison covers the most frequent case. */
  @inline
  static areEmptyOrZero(start: usize, end: usize): bool {
    const length = end - start;
    if (length === 7 && (load<u64>(start) & 0x00ffffffffffffff) === ALL_ZERO) return true;
    return length === 3 || (length < 7 && areSingleZeros(start, end));
  }

  /** Whether all bytes are digits from which 0x30 was subtracted. */
  @inline
  static areDigits(a: u64, b: u64, c: u64, d: u64): bool {
    const tooLarge =
      (a + 0x7676767676767676) |
      (b + 0x7676767676767676) |
      (c + 0x7676767676767676) |
      (d + 0x7676767676767676);
    return ((tooLarge | a | b | c | d) & 0x8080808080808080) === 0;
  }
}

/** Whether there are only commas and single zeros. */
function areSingleZeros(start: usize, end: usize): bool {
  let before = COMMA;
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    if (byte !== COMMA && (byte !== ZERO || before !== COMMA)) return false;
    before = byte;
  }
  return true;
}

/** Reads counters of which one is empty or has more than eight digits. */
function readRare(positions: usize, row: i32, isUnmeasured: bool): bool {
  let address = positions;
  for (let index = 0; index < TUPLE_COUNTERS; index++, address += 4) {
    const column = columnAt(counters + index);
    const end = <usize>load<u32>(address, 4);
    const length = <i32>(end - <usize>load<u32>(address)) - 1;
    let value = NULL;
    if (length > 0 || !isUnmeasured) {
      value = numberOf(end - <usize>length, length);
      if (value === NO_NUMBER || <u64>value > column.max) return false;
    }
    store<i64>(column.rows + ((<usize>row) << 3), value);
  }
  return true;
}

function fillNull(column: Column, first: i32, rows: i32): void {
  for (let row = first; row < first + rows; row++) store<i64>(column.rows + ((<usize>row) << 3), NULL);
}
