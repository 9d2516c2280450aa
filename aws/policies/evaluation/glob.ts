import { isSamePart, type PartialText, partsOf, type UnknownPart } from '../../../flows/partial-text';
import type { Ternary } from '../../../flows/ternary';

/** Any characters. */
export const ANY_TEXT = Symbol('*');
/** Any single character. */
export const ANY_CHARACTER = Symbol('?');

/** A character, a wildcard or an unknown part. */
export type GlobItem = string | UnknownPart | typeof ANY_TEXT | typeof ANY_CHARACTER;

/** Comparisons of items above this number stay undecided. It limits the time for hostile policies. */
const MAX_COMPARISONS = 4_000_000;

/** Returns the items of a text in which `*` and `?` are wildcards. */
export function wildcardItems(text: PartialText): GlobItem[] {
  return items(text, (character) =>
    character === '*' ? ANY_TEXT : character === '?' ? ANY_CHARACTER : character,
  );
}

/** Returns the items of a text without wildcards. */
export function literalItems(text: PartialText): GlobItem[] {
  return items(text, (character) => character);
}

function items(text: PartialText, itemOf: (character: string) => GlobItem): GlobItem[] {
  return partsOf(text).flatMap((part) =>
    typeof part === 'string' ? Array.from(part, itemOf) : ([part] as GlobItem[]),
  );
}

/** Whether a pattern matches a value; unknown if that depends on an unknown part. */
export function matchesItems(pattern: readonly GlobItem[], value: readonly GlobItem[]): Ternary {
  if (matchesWithCertainty(pattern, value)) return true;
  const isDecided = [...pattern, ...value].every((item) => typeof item !== 'object');
  if (isDecided) return false;
  const [wanted, given] = withoutSharedEnds(pattern, value);
  if (wanted.length * given.length > MAX_COMPARISONS) return undefined;
  return canMatch(wanted, given) ? undefined : false;
}

/** Removes the equal items at the start and at the end. An unknown part of a real value contains no wildcards. */
function withoutSharedEnds(
  pattern: readonly GlobItem[],
  value: readonly GlobItem[],
): [GlobItem[], GlobItem[]] {
  const most = Math.min(pattern.length, value.length);
  const isSame = (one: GlobItem | undefined, other: GlobItem | undefined) =>
    one !== undefined && other !== undefined && one !== ANY_CHARACTER && isSameItem(one, other);
  let start = 0;
  while (start < most && isSame(pattern[start], value[start])) start += 1;
  let end = 0;
  while (end < most - start && isSame(pattern.at(-1 - end), value.at(-1 - end))) end += 1;
  return [pattern.slice(start, pattern.length - end), value.slice(start, value.length - end)];
}

/** Whether the pattern matches, whatever the unknown parts are. */
function matchesWithCertainty(pattern: readonly GlobItem[], value: readonly GlobItem[]): boolean {
  let [at, index] = [0, 0];
  let [lastWildcard, resumeAt] = [-1, 0];
  while (index < value.length) {
    const wanted = pattern[at];
    const given = value[index] as GlobItem;
    if (wanted === ANY_TEXT) {
      [lastWildcard, resumeAt] = [at, index];
      at += 1;
    } else if (wanted !== undefined && isSameItem(wanted, given)) {
      at += 1;
      index += 1;
    } else if (lastWildcard >= 0) {
      at = lastWildcard + 1;
      resumeAt += 1;
      index = resumeAt;
    } else return false;
  }
  return pattern.slice(at).every((item) => item === ANY_TEXT);
}

function isSameItem(wanted: GlobItem, given: GlobItem): boolean {
  if (wanted === ANY_CHARACTER) return typeof given === 'string';
  if (typeof wanted === 'symbol' || typeof given === 'symbol') return false;
  return isSamePart(wanted, given);
}

/** Whether there are texts for the unknown parts with which the pattern matches. */
function canMatch(pattern: readonly GlobItem[], value: readonly GlobItem[]): boolean {
  let reachable = new Uint8Array(value.length + 1);
  reachable[0] = 1;
  for (let at = 0; at <= pattern.length; at += 1) {
    const wanted = pattern[at];
    const next = new Uint8Array(value.length + 1);
    for (let index = 0; index <= value.length; index += 1) {
      if (reachable[index] === 0) continue;
      const given = value[index];
      if (isOpen(given)) reachable[index + 1] = 1;
      if (wanted === undefined) continue;
      if (isOpen(wanted)) {
        next[index] = 1;
        if (given !== undefined) reachable[index + 1] = 1;
      } else if (isOpen(given)) next[index] = 1;
      else if (given !== undefined && isSameItem(wanted, given)) next[index + 1] = 1;
    }
    if (wanted === undefined) return reachable[value.length] === 1;
    reachable = next;
  }
  return false;
}

/** Whether the item stands for a text of any length. */
function isOpen(item: GlobItem | undefined): boolean {
  return item === ANY_TEXT || (typeof item === 'object' && item !== null);
}
