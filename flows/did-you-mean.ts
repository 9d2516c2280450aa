import { closest, distance } from 'fastest-levenshtein';

/** Returns the known name nearest to a mistyped one, or undefined if none is near enough. */
export function didYouMean(typed: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(typed.toLowerCase(), known);
  const maxDistance = Math.max(2, Math.floor(typed.length / 3));
  return distance(typed.toLowerCase(), nearest) <= maxDistance ? nearest : undefined;
}
