import { RecordStop } from '../shared/record-stop';
import { TextSpace } from '../shared/text-space';
import { TextUse } from '../shared/text-use';
import { columnAt } from './column';
import { beginContext, changeContext, endContext, setContext } from './context';
import { codeOf } from './dictionary';
import { Group } from './group';
import { equalsText, generation, hasCodes, KnownText, knownText, textHash } from './known-texts';
import { quotesIn } from './quotes';
import { END_MISSING, endOfFragment, NO_FRAGMENT } from './record-fragments';
import { RecordProgress, stopAtUnknown } from './record-progress';
import { flush, readTuples } from './record-tuples';
import { commit } from './rows';
import { Token } from './token';
import { TupleShape } from './tuple-shape';

/** The first bytes of every record: `{"time":"`. */
const OPENING: u64 = 0x3a22656d6974227b;
const OPENING_BYTES: usize = 9;
const MAX_TIME_LENGTH: usize = 40;
const QUOTE: u8 = 0x22;
/** Quotes of the key and the value of the time. */
const TIME_QUOTES: i32 = 4;

let lastPrefix: KnownText | null = null;
let lastGeneration: i32 = 0;
let contexts: i32 = 0;
let loggedTime: i32 = 0;

/** Sets the first context column, and the column of the time of the record. */
export function setRecordColumns(firstContext: i32, loggedTimeIndex: i32): void {
  contexts = firstContext;
  loggedTime = loggedTimeIndex;
}

/** Starts a record. */
export function beginRecord(from: usize): void {
  RecordProgress.from = from;
  RecordProgress.isInPrefix = true;
  RecordProgress.hasEnded = false;
  RecordProgress.rows = Group.rows;
  RecordProgress.pending = 0;
}

/** Adjusts all addresses after the caller has moved the text. */
export function moveRecord(by: isize): void {
  RecordProgress.from += by;
  RecordProgress.timeEnd += by;
  RecordProgress.at += by;
}

/** Reads the record as far as the text goes. Its rows belong to the row group only after `keepRecord`. */
export function readRecord(end: usize): RecordStop {
  if (lastGeneration !== generation) {
    lastGeneration = generation;
    RecordProgress.previous = null;
    lastPrefix = null;
  }
  if (RecordProgress.isInPrefix) {
    const stop = readPrefix(end);
    if (stop !== RecordStop.READ) return stop;
  }
  // the caller has defined the text at which reading stopped
  if (RecordProgress.pending > 0) {
    const stop = flush();
    if (stop !== RecordStop.READ) return stop;
  }
  if (RecordProgress.hasEnded) return RecordStop.READ;
  RecordProgress.setLimit();
  return readTuples(end);
}

/** Address after the record. */
export function recordEnd(): usize {
  return RecordProgress.at;
}

/** Address of the time of the record. */
export function recordTimeStart(): usize {
  return RecordProgress.from + OPENING_BYTES;
}

/** Address after the time of the record. */
export function recordTimeEnd(): usize {
  return RecordProgress.timeEnd;
}

export function recordRows(): i32 {
  return RecordProgress.rows - Group.rows;
}

/**
 * Number of tuples in the text of the record, counted independently of the rows: the quotes that are not those of the texts
 * around the tuples.
 */
export function recordTuples(): i32 {
  return (quotesIn(RecordProgress.from, RecordProgress.at) - RecordProgress.quotes) >> 1;
}

/**
 * Adds the rows of the record to the row group, numbered from `line` on. Returns whether there is room for its time.
 */
export function keepRecord(line: i64, time: usize, timeLength: i32): bool {
  const code = codeOf(columnAt(loggedTime).dictionary, time, timeLength, Token.hash(time, timeLength), true);
  if (code < 0) return false;
  setContext(loggedTime, code);
  endContext(contexts, RecordProgress.rows);
  // the time is in the dictionary, but no row uses it
  if (RecordProgress.rows === Group.rows) Group.hasUnusedEntries = true;
  commit(RecordProgress.rows - Group.rows, line);
  return true;
}

/** Discards the rows of the record. */
export function dropRecord(): void {
  Group.hasUnusedEntries = true;
}

/** Reads the text before the first tuple. */
function readPrefix(end: usize): RecordStop {
  if (end - RecordProgress.from < OPENING_BYTES + MAX_TIME_LENGTH) return RecordStop.NEEDS_TEXT;
  if (load<u64>(RecordProgress.from) !== OPENING || load<u8>(RecordProgress.from, 8) !== QUOTE)
    return RecordStop.UNSUPPORTED;
  RecordProgress.timeEnd = RecordProgress.from + OPENING_BYTES;
  const longest = RecordProgress.timeEnd + MAX_TIME_LENGTH;
  while (load<u8>(RecordProgress.timeEnd) !== QUOTE)
    if (++RecordProgress.timeEnd === longest) return RecordStop.UNSUPPORTED;
  const from = RecordProgress.timeEnd + 1;
  let prefix = lastPrefix;
  if (!prefix || from + <usize>prefix.length > end || !equalsText(prefix, from, prefix.length)) {
    const to = endOfFragment(from, end, 1);
    if (to === END_MISSING) return RecordStop.NEEDS_TEXT;
    if (to === NO_FRAGMENT) return RecordStop.UNSUPPORTED;
    const length = <i32>(to - from);
    prefix = knownText(TextSpace.PREFIXES, from, length, textHash(from, length));
    if (!prefix) return stopAtUnknown(from, to, TextSpace.PREFIXES);
    lastPrefix = prefix;
  }
  if (prefix.use !== TextUse.CONTINUES) return RecordStop.UNSUPPORTED;
  if (!hasCodes(prefix)) return RecordStop.GROUP_IS_FULL;
  TupleShape.select(prefix.detail);
  beginContext(contexts, RecordProgress.rows);
  changeContext(prefix, RecordProgress.rows);
  RecordProgress.previous = prefix;
  RecordProgress.quotes = TIME_QUOTES + prefix.quotes;
  RecordProgress.at = from + <usize>prefix.length;
  RecordProgress.isInPrefix = false;
  return RecordStop.READ;
}
