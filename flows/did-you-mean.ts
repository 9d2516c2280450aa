import { closest, distance } from 'fastest-levenshtein';

/** The known name that is nearest to a mistyped one, if it is near enough to be meant; else nothing. */
export function didYouMean(typed: string, known: readonly string[]): string | undefined {
  const nearest = closest(typed.toLowerCase(), known);
  const tolerance = Math.max(2, Math.floor(typed.length / 3));
  return distance(typed.toLowerCase(), nearest) <= tolerance ? nearest : undefined;
}
