const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * The first key that one object of a JSON text contains twice; undefined if there is none. `JSON.parse` keeps only the last
 * of two values.
 *
 * @param text - valid JSON, or the beginning of it
 */
export function duplicateKey(text: Buffer): string | undefined {
  /** The keys of each open object; undefined for an array. */
  const open: (Set<string> | undefined)[] = [];
  let isKey = false;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case QUOTE: {
        const end = endOfString(text, at);
        const keys = isKey ? open.at(-1) : undefined;
        if (keys) {
          const key = textOfString(text.subarray(at, end));
          if (keys.has(key)) return key;
          keys.add(key);
          isKey = false;
        }
        at = end - 1;
        break;
      }
      case OPEN_BRACE:
        open.push(new Set());
        isKey = true;
        break;
      case OPEN_BRACKET:
        open.push(undefined);
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        open.pop();
        break;
      case COMMA:
        isKey = open.at(-1) !== undefined;
        break;
      default:
    }
  }
  return undefined;
}

/** Offset after the closing quote of a string. */
function endOfString(text: Buffer, from: number): number {
  for (let quote = text.indexOf(QUOTE, from + 1); quote >= 0; quote = text.indexOf(QUOTE, quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function textOfString(string: Buffer): string {
  return string.includes(BACKSLASH)
    ? JSON.parse(string.toString('utf8'))
    : string.toString('utf8', 1, string.length - 1);
}
