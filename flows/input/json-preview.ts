/** Deepest level that a preview contains. */
const MAX_DEPTH = 32;

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
const OPENER = /^\s*[[{]/;
const UNICODE_ESCAPE_LENGTH = 6;

/**
 * Parses the first JSON value of a text as far as the text contains it: a truncated string is shorter, other incomplete
 * members are omitted. The value must be an object or an array. Returns undefined for anything else. The work is linear in
 * the length of the text.
 */
export function jsonPreview(text: string): unknown {
  if (!OPENER.test(text)) return undefined;
  const { end, closers } = completePart(text);
  try {
    return JSON.parse(text.slice(0, end) + closers);
  } catch {
    return undefined;
  }
}

/** Returns whether a text ends within its first JSON value. */
export function endsWithinJson(text: string): boolean {
  return OPENER.test(text) && completePart(text).closers !== '';
}

/** The end of a part of a JSON text, and what makes it a valid value. */
interface CompletePart {
  readonly end: number;
  readonly closers: string;
}

function completePart(text: string): CompletePart {
  const open: string[] = [];
  let end = 0;
  let isInString = false;
  /** Whether the next string is the key of a member. */
  let expectsKey = false;
  for (let at = 0; at < text.length && !isInString; at++) {
    const character = text[at] as string;
    if (character === '"') {
      const string = scanString(text, at);
      isInString = !string.isClosed;
      if (!expectsKey) end = string.end;
      else if (isInString) return { end, closers: closersOf(open) };
      at = string.end - 1;
    } else if (character === '{' || character === '[') {
      if (open.length === MAX_DEPTH) break;
      open.push(character);
      expectsKey = character === '{';
      end = at + 1;
    } else if (character === '}' || character === ']') {
      open.pop();
      end = at + 1;
      if (open.length === 0) break;
    } else if (character === ',') {
      // a number or a literal is complete only if something follows it
      end = at;
      expectsKey = open.at(-1) === '{';
    } else if (character === ':') expectsKey = false;
  }
  return { end, closers: (isInString ? '"' : '') + closersOf(open) };
}

function closersOf(open: readonly string[]): string {
  return open.reduceRight((closers, opener) => closers + CLOSERS[opener], '');
}

/** Returns the end of a string: after its closing quote, or after the last complete character of a truncated string. */
function scanString(text: string, start: number): { readonly end: number; readonly isClosed: boolean } {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return { end: at + 1, isClosed: true };
    if (text[at] !== '\\') continue;
    const length = text[at + 1] === 'u' ? UNICODE_ESCAPE_LENGTH : 2;
    if (at + length > text.length) return { end: at, isClosed: false };
    at += length - 1;
  }
  return { end: text.length, isClosed: false };
}
