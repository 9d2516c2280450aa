import { Column } from './column';
import { Token } from './token';

/** A token that has another value than its text, or an attribute. */
@unmanaged
export class Word {
  token: usize;
  tokenLength: i32;
  /** Address of the text in the file; 0 if the file has the token itself. */
  text: usize;
  textLength: i32;
  /** Value in the file, for a column of numbers. */
  value: i64;
  attribute: u32;
}

export const WORD_BYTES: usize = offsetof<Word>();

/** The word of a token; null if the lexicon of the column does not contain it. */
export function wordOf(column: Column, token: usize, length: i32): Word | null {
  for (let index = 0; index < column.lexiconCount; index++) {
    const word = changetype<Word>(column.lexicon + <usize>index * WORD_BYTES);
    if (word.tokenLength === length && Token.same(word.token, token, length)) return word;
  }
  return null;
}

/** Adds a word to the lexicon of a column. The words of a column must be added one after the other. */
export function addWord(
  column: Column,
  address: usize,
  token: usize,
  tokenLength: i32,
  text: usize,
  textLength: i32,
  value: i64,
  attribute: u32,
): void {
  if (column.lexiconCount === 0) column.lexicon = address;
  const word = changetype<Word>(address);
  word.token = token;
  word.tokenLength = tokenLength;
  word.text = text;
  word.textLength = textLength;
  word.value = value;
  word.attribute = attribute;
  column.lexiconCount++;
}
