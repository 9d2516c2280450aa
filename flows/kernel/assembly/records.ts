import { columnAt } from './column';
import { beginContext, changeContext, endContext, setContext } from './context';
import { codeOf } from './dictionary';
import { Group } from './group';
import { generation, hasCodes, isText, Known, knownText, textHash, Use } from './known-texts';
import { BATCH_ROWS, Positions } from './positions';
import { END_MISSING, endOfPart, NO_PART } from './record-parts';
import { commit } from './rows';
import { Token } from './token';
import { Batch, Form, PHRASES, phraseEnd, phraseFrom, readBatch, TUPLE_PLACES } from './tuple-batch';
import { findMarks, Marks, MOST_BYTES } from './tuple-marks';

/** Why reading stopped. */
export enum Stop {
  /** The record is not whole, as far as the text goes. */
  NEEDS_TEXT,
  /** The row group must be written first. */
  GROUP_IS_FULL,
  /** The record is for the plain reader. */
  UNUSUAL,
  /** A text must be told of: then reading goes on. */
  UNKNOWN_TEXT,
  /** The record is read, and may be kept. */
  READ,
}

/** What a record begins with: `{"time":"`. */
const OPENING: u64 = 0x3a22656d6974227b;
const OPENING_BYTES: usize = 9;
const LONGEST_TIME: usize = 40;
const QUOTE: u8 = 0x22;
const CLOSE_BRACKET: u8 = 0x5d;
const OPEN_BRACKET: u8 = 0x5b;

/** Spaces of known texts: of what stands before the first tuple, and, by form, of what stands between tuples. */
const HEADS: i32 = 0;
const PARTS: i32 = 8;
/** Quotes of the parts that stand between groups of tuples, by how much of the record they change. */
const FEW_QUOTES: i32 = 6;
const MANY_QUOTES: i32 = 12;
const FIRST_BYTES: usize = 1024;

let recordFrom: usize = 0;
let timeEnd: usize = 0;
/** The next byte: the quote of a tuple, or the bracket after the last one of an array. */
let at: usize = 0;
let isInHead: bool = true;
let hasEnded: bool = false;
/** Rows that were read, and those whose places are known only. */
let rows: i32 = 0;
let pending: i32 = 0;
let limit: i32 = 0;
/** The text before, by which the next one can mostly be told. */
let previous: Known | null = null;
let lastHead: Known | null = null;
let lastGeneration: i32 = 0;

let unknownFrom: usize = 0;
let unknownTo: usize = 0;
let unknownIn: i32 = 0;

let contexts: i32 = 0;
let loggedTime: i32 = 0;

/** Sets the first column that has one value for many rows, and which of those is the time of the record. */
export function recordColumns(firstContext: i32, loggedTimeIndex: i32): void {
  contexts = firstContext;
  loggedTime = loggedTimeIndex;
}

/** Begins to read a record. */
export function beginRecord(from: usize): void {
  recordFrom = from;
  isInHead = true;
  hasEnded = false;
  rows = Group.rows;
  pending = 0;
}

/** The text has moved. */
export function moveRecord(by: isize): void {
  recordFrom += by;
  timeEnd += by;
  at += by;
}

/** Reads as much of the record as there is. Its rows belong to the group when it is kept, and not before. */
export function readRecord(end: usize): Stop {
  if (lastGeneration !== generation) {
    lastGeneration = generation;
    previous = null;
    lastHead = null;
  }
  if (isInHead) {
    const stop = readHead(end);
    if (stop !== Stop.READ) return stop;
  }
  // what was not known when reading stopped is known now
  if (pending > 0) {
    const stop = flush();
    if (stop !== Stop.READ) return stop;
  }
  if (hasEnded) return Stop.READ;
  setLimit();
  return readTuples(end);
}

/** Where the record that was read ends. */
export function recordEnd(): usize {
  return at;
}

/** Where the time of the record ends: it begins right after what every record begins with. */
export function recordTimeEnd(): usize {
  return timeEnd;
}

export function recordRows(): i32 {
  return rows - Group.rows;
}

/** Keeps the rows of the record, numbered from `line` on. Returns whether there is room for its time. */
export function keepRecord(line: i64, time: usize, timeLength: i32): bool {
  const code = codeOf(columnAt(loggedTime).dictionary, time, timeLength, Token.hash(time, timeLength), true);
  if (code < 0) return false;
  setContext(loggedTime, code);
  endContext(contexts, rows);
  // its time is in the dictionary, but in no row
  if (rows === Group.rows) Group.hasSpare = true;
  commit(rows - Group.rows, line);
  return true;
}

/** Forgets the rows of the record. */
export function dropRecord(): void {
  Group.hasSpare = true;
}

export function unknownText(): usize {
  return unknownFrom;
}

export function unknownEnd(): usize {
  return unknownTo;
}

/** What the unknown text is for. */
export function unknownSpace(): i32 {
  return unknownIn;
}

/** Reads what stands before the first tuple. */
function readHead(end: usize): Stop {
  if (end - recordFrom < OPENING_BYTES + LONGEST_TIME) return Stop.NEEDS_TEXT;
  if (load<u64>(recordFrom) !== OPENING || load<u8>(recordFrom, 8) !== QUOTE) return Stop.UNUSUAL;
  timeEnd = recordFrom + OPENING_BYTES;
  const longest = timeEnd + LONGEST_TIME;
  while (load<u8>(timeEnd) !== QUOTE) if (++timeEnd === longest) return Stop.UNUSUAL;
  const from = timeEnd + 1;
  let head = lastHead;
  if (!head || from + <usize>head.length > end || !isText(head, from, head.length)) {
    const to = endOfPart(from, end, 1);
    if (to === END_MISSING) return Stop.NEEDS_TEXT;
    if (to === NO_PART) return Stop.UNUSUAL;
    const length = <i32>(to - from);
    head = knownText(HEADS, from, length, textHash(from, length));
    if (!head) return unknown(from, to, HEADS);
    lastHead = head;
  }
  if (head.use !== Use.GOES_ON) return Stop.UNUSUAL;
  if (!hasCodes(head)) return Stop.GROUP_IS_FULL;
  Form.set(head.detail);
  beginContext(contexts, rows);
  changeContext(head, rows);
  previous = head;
  at = from + <usize>head.length;
  isInHead = false;
  return Stop.READ;
}

function readTuples(end: usize): Stop {
  let bytes = FIRST_BYTES;
  while (true) {
    const before = at;
    findMarks(at, min(end, at + bytes));
    const stop = walk(end);
    if (stop !== Stop.NEEDS_TEXT) return stop;
    const isLast = Marks.end === end || partIsMissing;
    if (isLast) {
      const flushed = flush();
      return flushed === Stop.READ ? Stop.NEEDS_TEXT : flushed;
    }
    if (at === before && (Marks.isOdd || bytes === MOST_BYTES)) return Stop.UNUSUAL;
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
  while (at < Marks.end) {
    if (load<u8>(at) === QUOTE) {
      while (true) {
        if (quote + 1 >= Marks.quotes) return Stop.NEEDS_TEXT;
        const open = Marks.quote(quote);
        const close = Marks.quote(quote + 1);
        const place = Marks.place(close);
        // what follows tells whether there is another one
        if (place + 2 >= Marks.end) return Stop.NEEDS_TEXT;
        if (close - open !== fields) return Stop.UNUSUAL;
        if (limit === 0) return Stop.GROUP_IS_FULL;
        const source = Marks.from(open);
        const target = Positions.from(pending * TUPLE_PLACES);
        v128.store(target, v128.load(source));
        v128.store(target, v128.load(source, 16), 16);
        v128.store(target, v128.load(source, 32), 32);
        v128.store(target, v128.load(source, 48), 48);
        pending++;
        quote += 2;
        const goesOn =
          quote < Marks.quotes && Marks.quote(quote) === close + 2 && Marks.place(close + 2) === place + 2;
        at = goesOn ? place + 2 : place + 1;
        if (pending === limit) {
          const stop = flush();
          if (stop !== Stop.READ) return stop;
        }
        if (!goesOn) break;
      }
      if (load<u8>(at) !== CLOSE_BRACKET) return Stop.UNUSUAL;
    } else if (load<u8>(at) !== CLOSE_BRACKET) return Stop.UNUSUAL;
    // an array without tuples: what stands before it may be in no row
    else Group.hasSpare = true;
    const part = partAt(end, quote);
    if (!part) return partStop;
    if (part.use === Use.UNUSUAL) return Stop.UNUSUAL;
    if (part.use === Use.ENDS) {
      at += <usize>part.length;
      hasEnded = true;
      return flush();
    }
    if (!hasCodes(part)) return Stop.GROUP_IS_FULL;
    changeContext(part, rows + pending);
    at += <usize>part.length;
    quote += part.quotes;
  }
  return Stop.NEEDS_TEXT;
}

/** Why there is no part. */
let partStop: Stop = Stop.UNUSUAL;

/** What stands between two tuples of different groups, or after the last one. */
function partAt(end: usize, quote: i32): Known | null {
  const space = PARTS + Form.number;
  if (previous) {
    const guess = previous!.follower;
    if (
      guess &&
      guess.space === space &&
      at + <usize>guess.length <= end &&
      isText(guess, at, guess.length)
    ) {
      previous = guess;
      return guess;
    }
  }
  let part = partUpTo(space, quote + FEW_QUOTES);
  if (!part) part = partUpTo(space, quote + MANY_QUOTES);
  if (!part) {
    const to = endOfPart(at, end, 7);
    if (to === END_MISSING) partIsMissing = true;
    if (to === END_MISSING || to === NO_PART) {
      partStop = to === NO_PART ? Stop.UNUSUAL : Stop.NEEDS_TEXT;
      return null;
    }
    const length = <i32>(to - at);
    part = knownText(space, at, length, textHash(at, length));
    if (!part) {
      partStop = unknown(at, to, space);
      return null;
    }
  }
  if (previous) previous!.follower = part;
  previous = part;
  return part;
}

/** The part that ends before the quote of a tuple, if it is known. */
function partUpTo(space: i32, quote: i32): Known | null {
  if (quote >= Marks.quotes) return null;
  const to = Marks.place(Marks.quote(quote));
  if (load<u8>(to - 1) !== OPEN_BRACKET) return null;
  const length = <i32>(to - at);
  return knownText(space, at, length, textHash(at, length));
}

/** Reads the tuples whose places are known. */
function flush(): Stop {
  if (pending === 0) return Stop.READ;
  switch (readBatch(rows, pending)) {
    case Batch.READ:
      rows += pending;
      pending = 0;
      setLimit();
      return Stop.READ;
    case Batch.NO_ROOM:
      return Stop.GROUP_IS_FULL;
    case Batch.UNKNOWN_PHRASE:
      return unknown(phraseFrom, phraseEnd, PHRASES + Form.number);
    default:
      return Stop.UNUSUAL;
  }
}

function setLimit(): void {
  limit = min(BATCH_ROWS, Group.room - rows);
}

function unknown(from: usize, to: usize, space: i32): Stop {
  unknownFrom = from;
  unknownTo = to;
  unknownIn = space;
  return Stop.UNKNOWN_TEXT;
}
