import { changeContext } from './context';
import { Group } from './group';
import { hasCodes, isText, Known, knownText, textHash, Use } from './known-texts';
import { Positions } from './positions';
import { END_MISSING, endOfPart, NO_PART } from './record-parts';
import { Progress, Stop, unknown } from './record-progress';
import { Batch, Form, PHRASES, phraseEnd, phraseFrom, readBatch, TUPLE_PLACES } from './tuple-batch';
import { findMarks, Marks, MOST_BYTES } from './tuple-marks';

const QUOTE: u8 = 0x22;
const CLOSE_BRACKET: u8 = 0x5d;
const OPEN_BRACKET: u8 = 0x5b;

/** Spaces of what stands between tuples: the form is added. */
const PARTS: i32 = 8;
/** How many braces and brackets are open where a part begins. */
const DEPTH: i32 = 7;
/** Quotes of the parts that stand between groups of tuples, by how much of the record they change. */
const FEW_QUOTES: i32 = 6;
const MANY_QUOTES: i32 = 12;
const FIRST_BYTES: usize = 1024;

/** Reads tuples, and what stands between them, as far as the text goes. */
export function readTuples(end: usize): Stop {
  let bytes = FIRST_BYTES;
  while (true) {
    const before = Progress.at;
    findMarks(Progress.at, min(end, Progress.at + bytes));
    const stop = walk(end);
    if (stop !== Stop.NEEDS_TEXT) return stop;
    const isLast = Marks.end === end || partIsMissing;
    if (isLast) {
      const flushed = flush();
      return flushed === Stop.READ ? Stop.NEEDS_TEXT : flushed;
    }
    if (Progress.at === before && (Marks.isOdd || bytes === MOST_BYTES)) return Stop.UNUSUAL;
    bytes = min(bytes << 1, MOST_BYTES);
  }
}

/** Whether the text ends within what stands between two tuples. */
let partIsMissing: bool = false;

/** Goes through tuples as far as their marks were found. */
function walk(end: usize): Stop {
  const fields = Form.fields;
  let quote = 0;
  partIsMissing = false;
  while (Progress.at < Marks.end) {
    if (load<u8>(Progress.at) === QUOTE) {
      while (true) {
        if (quote + 1 >= Marks.quotes) return Stop.NEEDS_TEXT;
        const open = Marks.quote(quote);
        const close = Marks.quote(quote + 1);
        const place = Marks.place(close);
        // what follows tells whether there is another one
        if (place + 2 >= Marks.end) return Stop.NEEDS_TEXT;
        if (close - open !== fields) return Stop.UNUSUAL;
        if (Progress.limit === 0) return Stop.GROUP_IS_FULL;
        const source = Marks.from(open);
        const target = Positions.from(Progress.pending * TUPLE_PLACES);
        v128.store(target, v128.load(source));
        v128.store(target, v128.load(source, 16), 16);
        v128.store(target, v128.load(source, 32), 32);
        v128.store(target, v128.load(source, 48), 48);
        Progress.pending++;
        quote += 2;
        const goesOn =
          quote < Marks.quotes && Marks.quote(quote) === close + 2 && Marks.place(close + 2) === place + 2;
        Progress.at = goesOn ? place + 2 : place + 1;
        if (Progress.pending === Progress.limit) {
          const stop = flush();
          if (stop !== Stop.READ) return stop;
        }
        if (!goesOn) break;
      }
      if (load<u8>(Progress.at) !== CLOSE_BRACKET) return Stop.UNUSUAL;
    } else if (load<u8>(Progress.at) !== CLOSE_BRACKET) return Stop.UNUSUAL;
    // an array without tuples: what stands before it may be in no row
    else Group.hasSpare = true;
    const part = partAt(end, quote);
    if (!part) return partStop;
    if (part.use === Use.UNUSUAL) return Stop.UNUSUAL;
    if (part.use === Use.ENDS) {
      Progress.at += <usize>part.length;
      Progress.hasEnded = true;
      return flush();
    }
    if (!hasCodes(part)) return Stop.GROUP_IS_FULL;
    changeContext(part, Progress.rows + Progress.pending);
    Progress.at += <usize>part.length;
    quote += part.quotes;
  }
  return Stop.NEEDS_TEXT;
}

/** Why there is no part. */
let partStop: Stop = Stop.UNUSUAL;

/** What stands between two tuples of different groups, or after the last one. */
function partAt(end: usize, quote: i32): Known | null {
  const space = PARTS + Form.number;
  if (Progress.previous) {
    const guess = Progress.previous!.follower;
    if (
      guess &&
      guess.space === space &&
      Progress.at + <usize>guess.length <= end &&
      isText(guess, Progress.at, guess.length)
    ) {
      Progress.previous = guess;
      return guess;
    }
  }
  let part = partUpTo(space, quote + FEW_QUOTES);
  if (!part) part = partUpTo(space, quote + MANY_QUOTES);
  if (!part) {
    const to = endOfPart(Progress.at, end, DEPTH);
    if (to === END_MISSING) partIsMissing = true;
    if (to === END_MISSING || to === NO_PART) {
      partStop = to === NO_PART ? Stop.UNUSUAL : Stop.NEEDS_TEXT;
      return null;
    }
    const length = <i32>(to - Progress.at);
    part = knownText(space, Progress.at, length, textHash(Progress.at, length));
    if (!part) {
      partStop = unknown(Progress.at, to, space);
      return null;
    }
  }
  if (Progress.previous) Progress.previous!.follower = part;
  Progress.previous = part;
  return part;
}

/** The part that ends before the quote of a tuple, if it is known. */
function partUpTo(space: i32, quote: i32): Known | null {
  if (quote >= Marks.quotes) return null;
  const to = Marks.place(Marks.quote(quote));
  if (load<u8>(to - 1) !== OPEN_BRACKET) return null;
  const length = <i32>(to - Progress.at);
  return knownText(space, Progress.at, length, textHash(Progress.at, length));
}

/** Reads the tuples whose places are known. */
export function flush(): Stop {
  if (Progress.pending === 0) return Stop.READ;
  switch (readBatch(Progress.rows, Progress.pending)) {
    case Batch.READ:
      Progress.rows += Progress.pending;
      Progress.pending = 0;
      Progress.setLimit();
      return Stop.READ;
    case Batch.NO_ROOM:
      return Stop.GROUP_IS_FULL;
    case Batch.UNKNOWN_PHRASE:
      return unknown(phraseFrom, phraseEnd, PHRASES + Form.number);
    default:
      return Stop.UNUSUAL;
  }
}
