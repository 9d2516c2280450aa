import { MAX_LINE_BYTES } from '../shared/sizes';
import { TemplateStop } from '../shared/template-stop';
import { TemplateValue } from '../shared/template-value';
import { endOfNumber, endOfPlainText } from './json-text';
import { reserve } from './memory';
import { Token } from './token';

/** A literal text of a template, and the kind of the value after it. */
@unmanaged
class Piece {
  text: usize;
  length: i32;
  value: TemplateValue;
}

const PIECE_BYTES: usize = offsetof<Piece>();
const MAX_PIECES: i32 = 64;
const PIECES: usize = reserve(<usize>MAX_PIECES * PIECE_BYTES);
const STORE_BYTES: usize = 4096;
const STORE: usize = reserve(STORE_BYTES);

/** A text that was found: its offset from the start of the first object, and its length. */
const MAX_TEXTS: i32 = 32 * 1024;
const TEXTS: usize = reserve(<usize>MAX_TEXTS * 8);

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const SPACE: u8 = 0x20;
const COMMA: u8 = 0x2c;
const COLON: u8 = 0x3a;
const CLOSE_BRACE: u8 = 0x7d;
const NEWLINE: u8 = 0x0a;
/** The escapes `\n` and `\r`, as little-endian numbers. */
const ESCAPED_NEWLINE: u16 = 0x6e5c;
const ESCAPED_RETURN: u16 = 0x725c;
/** Bytes of both escapes together. */
const LINE_BREAK_BYTES: usize = 4;

/** Results in address of an address. */
const MISSING: usize = 0;
const DIFFERENT: usize = 1;

let pieces: i32 = 0;
let top: usize = STORE;
let texts: i32 = 0;
/** First piece of the template of the previous object. */
let latest: i32 = 0;
let position: usize = 0;
let textFrom: usize = 0;
let textEnd: usize = 0;
let copiedTo: usize = 0;

/** Removes all templates. */
export function clearTemplates(): void {
  pieces = 0;
  top = STORE;
  latest = 0;
}

/** Adds a piece to the last template; a piece after an end begins another template. Returns whether there is room. */
export function addTemplatePiece(text: usize, length: i32, value: TemplateValue): bool {
  if (pieces === MAX_PIECES || top + <usize>length + 16 > STORE + STORE_BYTES) return false;
  memory.copy(top, text, <usize>length);
  const piece = pieceAt(pieces++);
  piece.text = top;
  piece.length = length;
  piece.value = value;
  top += (<usize>length + 15) & ~15;
  return true;
}

/** Forgets the texts that were found. */
export function clearTexts(): void {
  texts = 0;
}

/**
 * Finds the texts of consecutive objects.
 *
 * @param base start of the offsets of the texts
 * @param separator byte between two objects; 0 if only white space is between them
 */
export function findTexts(base: usize, from: usize, end: usize, separator: u8): TemplateStop {
  position = from;
  while (true) {
    let at = position;
    if (separator === 0) {
      while (at < end && isBlank(load<u8>(at))) at++;
      position = at;
    }
    if (at >= end) return TemplateStop.NEEDS_TEXT;
    if (texts === MAX_TEXTS) return TemplateStop.NO_ROOM;
    const after = endOfObject(at, end);
    if (after === MISSING) return TemplateStop.NEEDS_TEXT;
    if (after === DIFFERENT) return TemplateStop.OTHER;
    if (separator !== 0 && after >= end) return TemplateStop.NEEDS_TEXT;
    const text = TEXTS + ((<usize>texts) << 3);
    texts++;
    store<u32>(text, <u32>(textFrom - base));
    store<u32>(text, <u32>(textEnd - textFrom), 4);
    position = after;
    if (separator === 0) continue;
    if (load<u8>(after) !== separator) return TemplateStop.END;
    position = after + 1;
  }
}

/** Address of the next object, or of what follows the last one. */
export function templatePosition(): usize {
  return position;
}

/** Number of texts that were found. */
export function textCount(): i32 {
  return texts;
}

/** Copies texts as lines, from a text on, as far as there is room. Returns the number of the next text. */
export function copyTexts(first: i32, base: usize, to: usize, end: usize): i32 {
  let index = first;
  for (; index < texts; index++) {
    const text = TEXTS + ((<usize>index) << 3);
    const from = base + <usize>load<u32>(text);
    const length = <usize>load<u32>(text, 4);
    if (to + length + 1 > end) break;
    for (let at: usize = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
    to += length;
    store<u8>(to++, NEWLINE);
  }
  copiedTo = to;
  return index;
}

/** Address after the lines that were copied. */
export function copiedEnd(): usize {
  return copiedTo;
}

/** Address after an object of one of the templates. */
function endOfObject(from: usize, end: usize): usize {
  const expected = latest;
  let after = endOfTemplate(expected, from, end);
  if (after !== DIFFERENT) return after;
  for (let piece = 0; piece < pieces; piece++) {
    if (piece > 0 && pieceAt(piece - 1).value !== TemplateValue.END) continue;
    if (piece === expected) continue;
    after = endOfTemplate(piece, from, end);
    if (after === DIFFERENT) continue;
    if (after !== MISSING) latest = piece;
    return after;
  }
  return DIFFERENT;
}

function endOfTemplate(first: i32, from: usize, end: usize): usize {
  let at = from;
  for (let index = first; index < pieces; index++) {
    const piece = pieceAt(index);
    const after = at + <usize>piece.length;
    if (!Token.same(at, piece.text, <i32>min(<usize>piece.length, end - at))) return DIFFERENT;
    if (after > end) return MISSING;
    at = after;
    if (piece.value === TemplateValue.END) return at;
    at = endOfValue(piece.value, at, end);
    if (at <= DIFFERENT) return at;
  }
  return DIFFERENT;
}

function endOfValue(value: TemplateValue, from: usize, end: usize): usize {
  switch (value) {
    case TemplateValue.TEXT:
      return endOfText(from, end);
    case TemplateValue.STRING:
      return endOfString(from, end);
    case TemplateValue.NUMBER: {
      const after = endOfNumber(from, end);
      if (after >= end) return MISSING;
      return after === from ? DIFFERENT : after;
    }
    default:
      return endOfStrings(from, end);
  }
}

/** Address of the quote after a string without escapes. */
function endOfString(from: usize, end: usize): usize {
  const after = endOfPlainText(from, end);
  if (after >= end) return MISSING;
  return load<u8>(after) === QUOTE ? after : DIFFERENT;
}

/** Address of the quote after a text. It may end with an escaped line break, which is not part of it. */
function endOfText(from: usize, end: usize): usize {
  let after = endOfPlainText(from, end);
  textFrom = from;
  textEnd = after;
  // the caller decides about blank texts
  if (from < end && load<u8>(from) === SPACE) return DIFFERENT;
  if (after - from > <usize>MAX_LINE_BYTES) return DIFFERENT;
  if (after >= end) return MISSING;
  if (after === from) return DIFFERENT;
  if (load<u8>(after) === QUOTE) return after;
  if (load<u8>(after) !== BACKSLASH) return DIFFERENT;
  if (after + LINE_BREAK_BYTES >= end) return MISSING;
  if (load<u16>(after) === ESCAPED_RETURN) after += 2;
  if (load<u16>(after) !== ESCAPED_NEWLINE) return DIFFERENT;
  after += 2;
  return load<u8>(after) === QUOTE ? after : DIFFERENT;
}

/** Address of the brace after members whose values are strings without escapes. */
function endOfStrings(from: usize, end: usize): usize {
  let at = from;
  if (at < end && load<u8>(at) === CLOSE_BRACE) return at;
  while (true) {
    for (let part = 0; part < 2; part++) {
      if (at >= end) return MISSING;
      if (load<u8>(at) !== QUOTE) return DIFFERENT;
      at = endOfString(at + 1, end);
      if (at <= DIFFERENT) return at;
      at++;
      if (at >= end) return MISSING;
      if (part === 0 && load<u8>(at++) !== COLON) return DIFFERENT;
    }
    if (load<u8>(at) === CLOSE_BRACE) return at;
    if (load<u8>(at++) !== COMMA) return DIFFERENT;
  }
}

function isBlank(byte: u8): bool {
  return byte === SPACE || byte === NEWLINE || byte === 0x0d || byte === 0x09;
}

function pieceAt(index: i32): Piece {
  return changetype<Piece>(PIECES + <usize>index * PIECE_BYTES);
}
