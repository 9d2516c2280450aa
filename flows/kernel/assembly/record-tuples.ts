import { RecordStop } from '../shared/record-stop';
import { TextSpace } from '../shared/text-space';
import { TextUse } from '../shared/text-use';
import { TUPLE_POSITIONS } from '../shared/tuple-sizes';
import { changeContext } from './context';
import { Group } from './group';
import { equalsText, hasCodes, KnownText, knownText, textHash } from './known-texts';
import { Positions } from './positions';
import { END_MISSING, endOfFragment, NO_FRAGMENT } from './record-fragments';
import { RecordProgress, stopAtUnknown } from './record-progress';
import { Batch, compositeEnd, compositeStart, readBatch } from './tuple-batch';
import { findMarks, MAX_BYTES, Marks } from './tuple-marks';
import { TupleShape } from './tuple-shape';

const QUOTE: u8 = 0x22;
const CLOSE_BRACKET: u8 = 0x5d;
const OPEN_BRACKET: u8 = 0x5b;

/** Number of open braces and brackets where a separator starts. */
const DEPTH: i32 = 7;
/** Quotes in separators: of those that start a group, and of those that start a flow. */
const FEW_QUOTES: i32 = 6;
const MANY_QUOTES: i32 = 12;
const FIRST_BYTES: usize = 1024;

/** Reads tuples and separators up to the end of the text. */
export function readTuples(end: usize): RecordStop {
  let bytes = FIRST_BYTES;
  while (true) {
    const before = RecordProgress.at;
    findMarks(RecordProgress.at, min(end, RecordProgress.at + bytes));
    const stop = walk(end);
    if (stop !== RecordStop.NEEDS_TEXT) return stop;
    const isLast = Marks.end === end || separatorIsIncomplete;
    if (isLast) {
      const flushed = flush();
      return flushed === RecordStop.READ ? RecordStop.NEEDS_TEXT : flushed;
    }
    if (RecordProgress.at === before && (Marks.isUnsupported || bytes === MAX_BYTES))
      return RecordStop.UNSUPPORTED;
    bytes = min(bytes << 1, MAX_BYTES);
  }
}

/** Whether the text ends within a separator. */
let separatorIsIncomplete: bool = false;

/** Collects the positions of tuples as far as marks were found. */
function walk(end: usize): RecordStop {
  const fields = TupleShape.fields;
  let quote = 0;
  separatorIsIncomplete = false;
  while (RecordProgress.at < Marks.end) {
    if (load<u8>(RecordProgress.at) === QUOTE) {
      while (true) {
        if (quote + 1 >= Marks.quotes) return RecordStop.NEEDS_TEXT;
        const open = Marks.quote(quote);
        const close = Marks.quote(quote + 1);
        const address = Marks.address(close);
        // the next bytes decide whether another tuple follows
        if (address + 2 >= Marks.end) return RecordStop.NEEDS_TEXT;
        if (close - open !== fields) return RecordStop.UNSUPPORTED;
        if (RecordProgress.limit === 0) return RecordStop.GROUP_IS_FULL;
        const source = Marks.from(open);
        const target = Positions.from(RecordProgress.pending * TUPLE_POSITIONS);
        v128.store(target, v128.load(source));
        v128.store(target, v128.load(source, 16), 16);
        v128.store(target, v128.load(source, 32), 32);
        v128.store(target, v128.load(source, 48), 48);
        RecordProgress.pending++;
        quote += 2;
        const continues =
          quote < Marks.quotes &&
          Marks.quote(quote) === close + 2 &&
          Marks.address(close + 2) === address + 2;
        RecordProgress.at = continues ? address + 2 : address + 1;
        if (RecordProgress.pending === RecordProgress.limit) {
          const stop = flush();
          if (stop !== RecordStop.READ) return stop;
        }
        if (!continues) break;
      }
      if (load<u8>(RecordProgress.at) !== CLOSE_BRACKET) return RecordStop.UNSUPPORTED;
    } else if (load<u8>(RecordProgress.at) !== CLOSE_BRACKET) return RecordStop.UNSUPPORTED;
    // an empty array: its separator may define values that no row has
    else Group.hasUnusedEntries = true;
    const separator = separatorAt(end, quote);
    if (!separator) return separatorStop;
    if (separator.use === TextUse.UNSUPPORTED) return RecordStop.UNSUPPORTED;
    if (separator.use === TextUse.ENDS) {
      RecordProgress.quotes += separator.quotes;
      RecordProgress.at += <usize>separator.length;
      RecordProgress.hasEnded = true;
      return flush();
    }
    if (!hasCodes(separator)) return RecordStop.GROUP_IS_FULL;
    changeContext(separator, RecordProgress.rows + RecordProgress.pending);
    RecordProgress.at += <usize>separator.length;
    RecordProgress.quotes += separator.quotes;
    quote += separator.quotes;
  }
  return RecordStop.NEEDS_TEXT;
}

/** Why `separatorAt` returned null. */
let separatorStop: RecordStop = RecordStop.UNSUPPORTED;

/** Reads the separator after an array of tuples. */
function separatorAt(end: usize, quote: i32): KnownText | null {
  const space = TextSpace.SEPARATORS + TupleShape.number;
  if (RecordProgress.previous) {
    const predicted = RecordProgress.previous!.successor;
    if (
      predicted &&
      predicted.space === space &&
      RecordProgress.at + <usize>predicted.length <= end &&
      equalsText(predicted, RecordProgress.at, predicted.length)
    ) {
      RecordProgress.previous = predicted;
      return predicted;
    }
  }
  let separator = separatorUpTo(space, quote + FEW_QUOTES);
  if (!separator) separator = separatorUpTo(space, quote + MANY_QUOTES);
  if (!separator) {
    const to = endOfFragment(RecordProgress.at, end, DEPTH);
    if (to === END_MISSING) separatorIsIncomplete = true;
    if (to === END_MISSING || to === NO_FRAGMENT) {
      separatorStop = to === NO_FRAGMENT ? RecordStop.UNSUPPORTED : RecordStop.NEEDS_TEXT;
      return null;
    }
    const length = <i32>(to - RecordProgress.at);
    separator = knownText(space, RecordProgress.at, length, textHash(RecordProgress.at, length));
    if (!separator) {
      separatorStop = stopAtUnknown(RecordProgress.at, to, space);
      return null;
    }
  }
  if (RecordProgress.previous) RecordProgress.previous!.successor = separator;
  RecordProgress.previous = separator;
  return separator;
}

/** The known separator that ends before a quote; null if there is none. */
function separatorUpTo(space: i32, quote: i32): KnownText | null {
  if (quote >= Marks.quotes) return null;
  const to = Marks.address(Marks.quote(quote));
  if (load<u8>(to - 1) !== OPEN_BRACKET) return null;
  const length = <i32>(to - RecordProgress.at);
  return knownText(space, RecordProgress.at, length, textHash(RecordProgress.at, length));
}

/** Reads the tuples whose positions were collected. */
export function flush(): RecordStop {
  if (RecordProgress.pending === 0) return RecordStop.READ;
  switch (readBatch(RecordProgress.rows, RecordProgress.pending)) {
    case Batch.READ:
      RecordProgress.rows += RecordProgress.pending;
      RecordProgress.pending = 0;
      RecordProgress.setLimit();
      return RecordStop.READ;
    case Batch.NO_ROOM:
      return RecordStop.GROUP_IS_FULL;
    case Batch.UNKNOWN_COMPOSITE:
      return stopAtUnknown(compositeStart, compositeEnd, TextSpace.COMPOSITES + TupleShape.number);
    default:
      return RecordStop.UNSUPPORTED;
  }
}
