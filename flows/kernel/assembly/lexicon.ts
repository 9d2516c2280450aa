import { Column } from './column';
import { Token } from './token';

/** A token that stands for another text, or has an attribute. */
@unmanaged
export class Word {
  token: usize;
  tokenLength: i32;
  /** 0 if it is the token itself. */
  text: usize;
  textLength: i32;
  /** What the file holds, if it is a number. */
  value: i64;
  attribute: u32;
}

export const WORD_BYTES: usize = offsetof<Word>();

/** The word that a token is; null if the column's lexicon has it not. */
export function wordOf(column: Column, token: usize, length: i32): Word | null {
  for (let index = 0; index < column.lexiconCount; index++) {
    const word = changetype<Word>(column.lexicon + <usize>index * WORD_BYTES);
    if (word.tokenLength === length && Token.same(word.token, token, length)) return word;
  }
  return null;
}

/** Adds a word to what a column's lexicon will have: lexicons are told one after the other. */
export function addWord(
  column: Column,
  place: usize,
  token: usize,
  tokenLength: i32,
  text: usize,
  textLength: i32,
  value: i64,
  attribute: u32,
): void {
  if (column.lexiconCount === 0) column.lexicon = place;
  const word = changetype<Word>(place);
  word.token = token;
  word.tokenLength = tokenLength;
  word.text = text;
  word.textLength = textLength;
  word.value = value;
  word.attribute = attribute;
  column.lexiconCount++;
}
