const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** The codes of a bracket and its brace differ in this bit. */
const BRACKET_BIT = 0x20;

/** Tracks the nesting depth of JSON text in chunks that can end anywhere, without parsing it. */
export class JsonNesting {
  private inString = false;
  private escaped = false;

  /** @param depth number of open objects and arrays */
  constructor(public depth = 0) {}

  /** Advances to the next brace or bracket outside of strings. Returns the offset after it; undefined if there is none. */
  next(bytes: Uint8Array, from: number, to = bytes.length): number | undefined {
    let { inString, escaped } = this;
    let found: number | undefined;
    for (let at = from; at < to && found === undefined; at++) {
      const byte = bytes[at] as number;
      if (escaped) escaped = false;
      else if (inString) {
        if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (opens(byte)) {
        this.depth++;
        found = at + 1;
      } else if ((byte | BRACKET_BIT) === CLOSE_BRACE) {
        this.depth--;
        found = at + 1;
      }
    }
    this.inString = inString;
    this.escaped = escaped;
    return found;
  }
}

/** Returns whether a byte outside of strings opens an object or an array. */
export function opens(byte: number | undefined): boolean {
  return ((byte ?? 0) | BRACKET_BIT) === OPEN_BRACE;
}
