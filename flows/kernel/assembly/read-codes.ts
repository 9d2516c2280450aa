import { Prediction } from '../shared/prediction';
import { TokenCheck } from '../shared/token-check';
import { Column } from './column';
import { codeOf, FULL } from './dictionary';
import { Dictionary } from './entry';
import { Positions } from './positions';
import { RecordSchema } from './record-schema';
import { HEAD, Token } from './token';

/**
 * Reads the tokens of a column into codes, up to the first row with an invalid token. Returns the number of rows;
 * FULL if the dictionary has no room.
 */
export function readCodes(column: Column, first: i32, rows: i32, trusted: bool): i32 {
  const codes = column.rows + ((<usize>first) << 1);
  switch (column.prediction) {
    case Prediction.LAST_SEEN:
      return readPredicted(column, codes, column.predictor!.rows + ((<usize>first) << 1), rows, trusted);
    case Prediction.SAME_TOKEN:
      return readSame(column, codes, column.predictor!.rows + ((<usize>first) << 1), rows, trusted);
    default:
      return column.check === TokenCheck.COMPOSITE
        ? readComposite(column, codes, rows, trusted)
        : readAny(column, codes, rows, trusted);
  }
}

/** A token between two delimiter positions. */
class Span {
  @inline
  static token(address: usize): usize {
    return <usize>load<u32>(address) + 1;
  }

  /** @param distance bytes from the position before the token to the position after it */
  @inline
  static length(address: usize, distance: usize): i32 {
    return load<i32>(address + distance) - load<i32>(address) - 1;
  }
}

function readPredicted(column: Column, codes: usize, predictors: usize, rows: i32, trusted: bool): i32 {
  const step = (<usize>RecordSchema.stride) << 2;
  const distance = (<usize>column.fields) << 2;
  const codeByPredictor = column.codeByPredictor;
  let address = Positions.from(column.field);
  for (let row = 0; row < rows; row++, address += step) {
    const token = Span.token(address);
    const length = Span.length(address, distance);
    const predicted = codeByPredictor + ((<usize>load<u16>(predictors + ((<usize>row) << 1))) << 1);
    let code = <i32>load<u16>(predicted);
    if (!Dictionary.matchesComposite(column, code, token, length)) {
      code = codeOf(column, token, length, Token.hash(token, length), trusted);
      if (code < 0) return code === FULL ? FULL : row;
      store<u16>(predicted, <u16>code);
    }
    store<u16>(codes + ((<usize>row) << 1), <u16>code);
  }
  return rows;
}

/** If the token equals that of the predictor, its code is the same, and no lookup is needed. */
function readSame(column: Column, codes: usize, predictors: usize, rows: i32, trusted: bool): i32 {
  const step = (<usize>RecordSchema.stride) << 2;
  const toPredictor = ((<usize>column.predictor!.field) << 2) - ((<usize>column.field) << 2);
  const dictionary = column.dictionary;
  let address = Positions.from(column.field);
  for (let row = 0; row < rows; row++, address += step) {
    const token = Span.token(address);
    const length = Span.length(address, 4);
    const predictor = address + toPredictor;
    let code = <i32>load<u16>(predictors + ((<usize>row) << 1));
    if (Span.length(predictor, 4) !== length || !Token.same(token, Span.token(predictor), length)) {
      code = codeOf(dictionary, token, length, Token.hash(token, length), trusted);
      if (code < 0) return code === FULL ? FULL : row;
    }
    store<u16>(codes + ((<usize>row) << 1), <u16>code);
  }
  return rows;
}

function readAny(column: Column, codes: usize, rows: i32, trusted: bool): i32 {
  const step = (<usize>RecordSchema.stride) << 2;
  const dictionary = column.dictionary;
  let address = Positions.from(column.field);
  for (let row = 0; row < rows; row++, address += step) {
    const token = Span.token(address);
    const length = Span.length(address, 4);
    let code: i32;
    let hash: u64;
    let isKnown: bool;
    if (length < HEAD) {
      const low = Token.low(token, length);
      const high = Token.high(token, length);
      hash = Token.shortHash(low, high);
      code = Dictionary.firstSlot(dictionary, hash);
      isKnown = Dictionary.matchesShort(dictionary, code, low, high);
    } else {
      hash = Token.longHash(token, length);
      code = Dictionary.firstSlot(dictionary, hash);
      isKnown = Dictionary.matches(dictionary, code, token, length);
    }
    if (!isKnown) {
      code = codeOf(dictionary, token, length, hash, trusted);
      if (code < 0) return code === FULL ? FULL : row;
    }
    store<u16>(codes + ((<usize>row) << 1), <u16>code);
  }
  return rows;
}

function readComposite(column: Column, codes: usize, rows: i32, trusted: bool): i32 {
  const step = (<usize>RecordSchema.stride) << 2;
  const distance = (<usize>column.fields) << 2;
  let address = Positions.from(column.field);
  for (let row = 0; row < rows; row++, address += step) {
    const token = Span.token(address);
    const length = Span.length(address, distance);
    const hash = Token.hash(token, length);
    let code = Dictionary.firstSlot(column, hash);
    if (!Dictionary.matchesComposite(column, code, token, length)) {
      code = codeOf(column, token, length, hash, trusted);
      if (code < 0) return code === FULL ? FULL : row;
    }
    store<u16>(codes + ((<usize>row) << 1), <u16>code);
  }
  return rows;
}
