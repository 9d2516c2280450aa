import { columnAt } from './column';
import { beginContext, changeContext, endContext, setContext } from './context';
import { codeOf } from './dictionary';
import { Group } from './group';
import { generation, hasCodes, isText, Known, knownText, textHash, Use } from './known-texts';
import { END_MISSING, endOfPart, NO_PART } from './record-parts';
import { Progress, Stop, unknown } from './record-progress';
import { flush, readTuples } from './record-tuples';
import { commit } from './rows';
import { Token } from './token';
import { Form } from './tuple-batch';

/** What a record begins with: `{"time":"`. */
const OPENING: u64 = 0x3a22656d6974227b;
const OPENING_BYTES: usize = 9;
const LONGEST_TIME: usize = 40;
const QUOTE: u8 = 0x22;

/** Space of what stands between the time and the first tuple. */
const HEADS: i32 = 0;

let lastHead: Known | null = null;
let lastGeneration: i32 = 0;
let contexts: i32 = 0;
let loggedTime: i32 = 0;

/** Sets the first column that has one value for many rows, and which of those is the time of the record. */
export function recordColumns(firstContext: i32, loggedTimeIndex: i32): void {
  contexts = firstContext;
  loggedTime = loggedTimeIndex;
}

/** Begins to read a record. */
export function beginRecord(from: usize): void {
  Progress.from = from;
  Progress.isInHead = true;
  Progress.hasEnded = false;
  Progress.rows = Group.rows;
  Progress.pending = 0;
}

/** The text has moved. */
export function moveRecord(by: isize): void {
  Progress.from += by;
  Progress.timeEnd += by;
  Progress.at += by;
}

/** Reads as much of the record as there is. Its rows belong to the group when it is kept, and not before. */
export function readRecord(end: usize): Stop {
  if (lastGeneration !== generation) {
    lastGeneration = generation;
    Progress.previous = null;
    lastHead = null;
  }
  if (Progress.isInHead) {
    const stop = readHead(end);
    if (stop !== Stop.READ) return stop;
  }
  // what was not known when reading stopped is known now
  if (Progress.pending > 0) {
    const stop = flush();
    if (stop !== Stop.READ) return stop;
  }
  if (Progress.hasEnded) return Stop.READ;
  Progress.setLimit();
  return readTuples(end);
}

/** Where the record that was read ends. */
export function recordEnd(): usize {
  return Progress.at;
}

/** Where the time of the record ends: it begins right after what every record begins with. */
export function recordTimeEnd(): usize {
  return Progress.timeEnd;
}

export function recordRows(): i32 {
  return Progress.rows - Group.rows;
}

/** Keeps the rows of the record, numbered from `line` on. Returns whether there is room for its time. */
export function keepRecord(line: i64, time: usize, timeLength: i32): bool {
  const code = codeOf(columnAt(loggedTime).dictionary, time, timeLength, Token.hash(time, timeLength), true);
  if (code < 0) return false;
  setContext(loggedTime, code);
  endContext(contexts, Progress.rows);
  // its time is in the dictionary, but in no row
  if (Progress.rows === Group.rows) Group.hasSpare = true;
  commit(Progress.rows - Group.rows, line);
  return true;
}

/** Forgets the rows of the record. */
export function dropRecord(): void {
  Group.hasSpare = true;
}

/** Reads what stands before the first tuple. */
function readHead(end: usize): Stop {
  if (end - Progress.from < OPENING_BYTES + LONGEST_TIME) return Stop.NEEDS_TEXT;
  if (load<u64>(Progress.from) !== OPENING || load<u8>(Progress.from, 8) !== QUOTE) return Stop.UNUSUAL;
  Progress.timeEnd = Progress.from + OPENING_BYTES;
  const longest = Progress.timeEnd + LONGEST_TIME;
  while (load<u8>(Progress.timeEnd) !== QUOTE) if (++Progress.timeEnd === longest) return Stop.UNUSUAL;
  const from = Progress.timeEnd + 1;
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
  beginContext(contexts, Progress.rows);
  changeContext(head, Progress.rows);
  Progress.previous = head;
  Progress.at = from + <usize>head.length;
  Progress.isInHead = false;
  return Stop.READ;
}
