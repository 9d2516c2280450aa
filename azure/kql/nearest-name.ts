import { didYouMean } from '../../flows/did-you-mean';

/** The most similar known name, compared case-insensitively; undefined if none is similar. */
export function nearestName(seen: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = known.map((name) => name.toLowerCase());
  const nearest = didYouMean(seen, lower);
  return nearest === undefined ? undefined : known[lower.indexOf(nearest)];
}
