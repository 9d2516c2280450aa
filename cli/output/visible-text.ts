import type { Output } from '../context';

/** Text without characters that are not visible, except line ends. Most text is of this kind. */
const PLAIN = /^[\n\x20-\x7e]*$/;

/**
 * Characters that change what a terminal shows: controls, formats such as the bidirectional ones, separators of lines, and
 * characters that are not visible. The engine takes milliseconds to make such an expression, so it is made when needed.
 */
const INVISIBLE = lazily(() => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu);
/** The same without those that JSON text escapes, or contains between its values. */
const INVISIBLE_IN_JSON = lazily(() => /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu);

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Returns a text for a terminal: characters that are not visible are escapes, such as `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE(), (character) => SHORT_ESCAPES[character] ?? escapes(character));
}

/** Returns a text of several lines for a terminal. Line ends remain. */
export function visibleLines(text: string): string {
  return PLAIN.test(text) ? text : text.split('\n').map(visibleText).join('\n');
}

/** Returns an output that writes `visibleLines` of each text to another output. */
export function visibleOutput(output: Output): Output {
  const write = (text: string | Uint8Array) => output.write(visibleLines(String(text)));
  return Object.create(output, { write: { value: write } });
}

/** Returns JSON text with the same value, in which characters that are not visible are escapes. */
export function visibleJson(json: string): string {
  return PLAIN.test(json) ? json : json.replace(INVISIBLE_IN_JSON(), escapes);
}

/** An escape for each UTF-16 unit, as in JSON. */
function escapes(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
