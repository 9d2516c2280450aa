const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const NEWLINE = 0x0a;
/** Bytes before a list that have the name of its member. */
const NAME_BYTES = 60;
const MEMBER_NAME = /"(\w{1,40})"\s{0,10}:\s{0,10}$/;
/** Deepest nesting. */
const MAX_DEPTH = 64;

/** A JSON object or text in a document of lists. */
export interface JsonItem {
  readonly from: number;
  readonly to: number;
  /** Line of the first byte, from 1. */
  readonly line: number;
}

/** A document that is no JSON from some position on. The items before it are valid. */
export interface JsonDamage {
  readonly line: number;
  readonly problem: string;
}

/** An open object or list. */
interface Level {
  readonly isList: boolean;
  /** Whether its objects are items. */
  readonly hasItems: boolean;
  readonly from: number;
  readonly line: number;
  /** Whether an item is in it. */
  hadItems: boolean;
}

/**
 * Finds the items of JSON without parsing it: objects in lists with given names, at any depth, and objects at the top, in a
 * list at the top or one after another, that have no such list. Texts of a list at the top are items, too. Only one item needs
 * memory at a time, whatever the document contains.
 *
 * @returns the damage, if the document is not complete
 */
export function* jsonItems(
  bytes: Buffer,
  names: ReadonlySet<string>,
): Generator<JsonItem, JsonDamage | undefined> {
  const levels: Level[] = [];
  let line = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === NEWLINE) line++;
    else if (byte === QUOTE) {
      const end = endOfText(bytes, at);
      if (end === undefined) return { line, problem: 'the text does not end' };
      if (levels.length === 1 && levels[0]?.isList) yield { from: at, to: end, line };
      at = end - 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (levels.length === MAX_DEPTH)
        return { line, problem: `the JSON is nested deeper than ${MAX_DEPTH}` };
      const isList = byte === OPEN_BRACKET;
      const hasItems = isList && (levels.length === 0 || names.has(nameBefore(bytes, at)));
      levels.push({ isList, hasItems, from: at, line, hadItems: false });
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      const level = levels.pop();
      if (level?.isList !== (byte === CLOSE_BRACKET)) return { line, problem: 'a bracket does not match' };
      const around = levels.at(-1);
      const isItem = !level.isList && !level.hadItems && (around?.hasItems ?? true);
      if (isItem) yield { from: level.from, to: at + 1, line: level.line };
      if (around) around.hadItems ||= isItem || level.hadItems || level.hasItems;
    }
  }
  const [open] = levels;
  return open && { line: open.line, problem: 'the JSON is truncated' };
}

function nameBefore(bytes: Buffer, at: number): string {
  return MEMBER_NAME.exec(bytes.toString('latin1', Math.max(0, at - NAME_BYTES), at))?.[1] ?? '';
}

/** The offset after the quote that ends a text. */
function endOfText(bytes: Buffer, from: number): number | undefined {
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) return at + 1;
  }
  return undefined;
}
