import { parseExact } from './exact-json';

const BACKSLASH = 0x5c;
const COLON = 0x3a;
const BLANK = 0x20;

/**
 * Returns the name of a member that an object of a JSON text has twice. `JSON.parse` keeps only the last of them.
 *
 * @param text valid JSON
 * @param value the same text, parsed
 * @param ignored names of objects whose members are not checked
 */
export function duplicateMember(
  text: string,
  value: unknown,
  ignored: ReadonlySet<string> = new Set(),
): string | undefined {
  if (namesIn(text) === membersIn(value)) return undefined;
  let duplicate: string | undefined;
  parseExact(text, (name, around) => {
    if (around === undefined || !ignored.has(around)) duplicate ??= name;
  });
  return duplicate;
}

/** Counts the texts that a colon follows: the names of members. */
function namesIn(text: string): number {
  let names = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at = afterString(text, at + 1);
    let next = text.charCodeAt(at);
    while (next <= BLANK) next = text.charCodeAt(++at);
    if (next === COLON) names++;
  }
  return names;
}

function afterString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const items = Object.values(value);
  let members = Array.isArray(value) ? 0 : items.length;
  for (const item of items) members += membersIn(item);
  return members;
}
