import { Column, Guess } from './column';
import { codeOf, Dictionary, Entry, FULL } from './dictionary';
import { Layout } from './layout';
import { reserve } from './memory';
import { BATCH_ROWS, Positions } from './positions';
import { Token } from './token';

const HASHES: usize = reserve(<usize>BATCH_ROWS * 8);
const UNSET: i32 = 0xffff;

/**
 * Reads the tokens of a column into codes, for rows up to the first one that has an unsound token. Returns how many;
 * FULL if the dictionary has no room.
 */
export function readWords(column: Column, first: i32, rows: i32, trusted: bool): i32 {
  const codes = column.rows + (<usize>first << 1);
  switch (column.guess) {
    case Guess.LAST:
      return readRepeating(column, codes, rows, trusted);
    case Guess.FOLLOWS:
      return readFollowing(column, codes, column.leader!.rows + (<usize>first << 1), rows, trusted);
    case Guess.SAME:
      return readSame(column, codes, column.leader!.rows + (<usize>first << 1), rows, trusted);
    default:
      return readAny(column, codes, rows, trusted);
  }
}

/** Two neighbouring places with one load. */
class Span {
  @inline
  static token(span: u64): usize {
    return <usize>(<u32>span) + 1;
  }

  @inline
  static length(span: u64): i32 {
    return <i32>(span >> 32) - <i32>span - 1;
  }
}

function readRepeating(column: Column, codes: usize, rows: i32, trusted: bool): i32 {
  const step = <usize>Layout.stride << 2;
  let place = Positions.from(column.field);
  let code = column.last;
  let entry = Dictionary.entry(column, code);
  for (let row = 0; row < rows; row++, place += step) {
    const span = load<u64>(place);
    const token = Span.token(span);
    const length = Span.length(span);
    if (!Dictionary.matches(entry, token, length)) {
      code = codeOf(column, token, length, Token.hash(token, length), trusted);
      if (code < 0) return code === FULL ? FULL : row;
      entry = Dictionary.entry(column, code);
    }
    store<u16>(codes + (<usize>row << 1), <u16>code);
  }
  column.last = code;
  return rows;
}

function readFollowing(column: Column, codes: usize, leaders: usize, rows: i32, trusted: bool): i32 {
  const step = <usize>Layout.stride << 2;
  const codeByLeader = column.codeByLeader;
  let place = Positions.from(column.field);
  for (let row = 0; row < rows; row++, place += step) {
    const span = load<u64>(place);
    const token = Span.token(span);
    const length = Span.length(span);
    const guess = codeByLeader + (<usize>load<u16>(leaders + (<usize>row << 1)) << 1);
    let code = <i32>load<u16>(guess);
    if (!Dictionary.matches(Dictionary.entry(column, code), token, length)) {
      code = codeOf(column, token, length, Token.hash(token, length), trusted);
      if (code < 0) return code === FULL ? FULL : row;
      store<u16>(guess, <u16>code);
    }
    store<u16>(codes + (<usize>row << 1), <u16>code);
  }
  return rows;
}

/** The leader's code says the column's own, once a token was found to be the same: no entry has to be looked at. */
function readSame(column: Column, codes: usize, leaders: usize, rows: i32, trusted: bool): i32 {
  const step = <usize>Layout.stride << 2;
  const codeByLeader = column.codeByLeader;
  const apart = <usize>(column.leader!.field << 2) - <usize>(column.field << 2);
  let place = Positions.from(column.field);
  for (let row = 0; row < rows; row++, place += step) {
    const span = load<u64>(place);
    const token = Span.token(span);
    const length = Span.length(span);
    const leader = load<u64>(place + apart);
    const guess = codeByLeader + (<usize>load<u16>(leaders + (<usize>row << 1)) << 1);
    const isSame = Span.length(leader) === length && Token.same(token, Span.token(leader), length);
    let code = <i32>load<u16>(guess);
    if (!isSame || code === UNSET) {
      code = codeOf(column, token, length, Token.hash(token, length), trusted);
      if (code < 0) return code === FULL ? FULL : row;
      if (isSame) store<u16>(guess, <u16>code);
    }
    store<u16>(codes + (<usize>row << 1), <u16>code);
  }
  return rows;
}

/** First all hashes, then all entries: so waiting for memory overlaps. */
function readAny(column: Column, codes: usize, rows: i32, trusted: bool): i32 {
  const step = <usize>Layout.stride << 2;
  let place = Positions.from(column.field);
  for (let row = 0; row < rows; row++, place += step) {
    const span = load<u64>(place);
    store<u64>(HASHES + (<usize>row << 3), Token.hash(Span.token(span), Span.length(span)));
  }
  place = Positions.from(column.field);
  for (let row = 0; row < rows; row++, place += step) {
    const span = load<u64>(place);
    const hash = load<u64>(HASHES + (<usize>row << 3));
    const code = Lookup.code(column, Span.token(span), Span.length(span), hash, trusted);
    if (code < 0) return code === FULL ? FULL : row;
    store<u16>(codes + (<usize>row << 1), <u16>code);
  }
  return rows;
}

class Lookup {
  /** The first slot is nearly always the right one. */
  @inline
  static code(column: Column, token: usize, length: i32, hash: u64, trusted: bool): i32 {
    const mask = (<u32>1 << column.slotBits) - 1;
    const found = load<u32>(column.slots + (<usize>Dictionary.slotOf(hash, mask) << 2));
    const code = <i32>(found & 0xffff) - 1;
    if (found >> 16 === <u32>hash >> 16 && code >= 0) {
      const entry: Entry = Dictionary.entry(column, code);
      if (Dictionary.matches(entry, token, length)) return code;
    }
    return codeOf(column, token, length, hash, trusted);
  }
}
