import { readFileSync } from 'node:fs';
import { strictJson } from './strict-json';

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-';

let standardInput: string | undefined;

/**
 * Reads the text of an artifact: a file, or standard input for `-`. Standard input is read once. Windows PowerShell writes
 * UTF-16.
 *
 * @throws the error of the file system
 */
export function artifactText(path: string): string {
  if (path !== STANDARD_INPUT) return decoded(readFileSync(path));
  standardInput ??= decoded(readFileSync(0));
  return standardInput;
}

function decoded(bytes: Buffer): string {
  const isUtf16 = bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe;
  return (isUtf16 ? bytes.toString('utf16le') : bytes.toString('utf8')).replace(/^\uFEFF/, '');
}

/** Lines that open JSON and are tried as its first line. */
const MOST_STARTS = 20;

/**
 * Returns the JSON in a text, without comments, and without lines that a wrapper of a tool writes before and after it. Removed
 * text is replaced by spaces, so that offsets stay the same. Returns undefined if the text contains no JSON.
 */
export function jsonIn(text: string): string | undefined {
  if (/^\s*[[{]/.test(text) && isJson(text)) return text;
  const plain = strictJson(text);
  if (/^\s*[[{]/.test(plain) && isJson(plain)) return plain;
  let tried = 0;
  for (const { index } of text.matchAll(/^[ \t]*[[{]/gm)) {
    if (++tried > MOST_STARTS) return undefined;
    const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
    const json = strictJson(text.slice(index, end));
    if (isJson(json)) return text.slice(0, index).replace(/[^\n]/g, ' ') + json;
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
