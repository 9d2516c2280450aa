/** Depth of values in values. Deeper files are not written by any tool. */
export const MOST_LEVELS = 500;

/** Whether a text in JSON or in the Terraform language is nested more deeply than any tool writes. */
export function isTooDeep(text: string, mostLevels = MOST_LEVELS): boolean {
  return depthOf(text) > mostLevels;
}

/** The depth of brackets in a text, outside of strings. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      for (index++; index < text.length && text.charCodeAt(index) !== QUOTE; index++)
        if (text.charCodeAt(index) === BACKSLASH) index++;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > deepest) deepest = depth;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
  }
  return deepest;
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [...'"\\{}[]'].map(
  (character) => character.charCodeAt(0),
) as [number, number, number, number, number, number];
