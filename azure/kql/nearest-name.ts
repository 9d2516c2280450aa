import { didYouMean } from '../../flows/did-you-mean';

/** The known name that was probably meant, whatever its case; nothing if none is near. */
export function nearestName(seen: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = known.map((name) => name.toLowerCase());
  const nearest = didYouMean(seen, lower);
  return nearest === undefined ? undefined : known[lower.indexOf(nearest)];
}
