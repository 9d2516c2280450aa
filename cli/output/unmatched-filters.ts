import type { FilterCondition, FilterTexts } from '../../flows/questions/filters';
import type { MatchingRecords } from '../engine/matching-records';

/**
 * Describes which filters no record matches, one by one or together.
 *
 * @returns no sentence if a record matches all filters, or there are no records
 */
export function unmatchedFilters(
  texts: FilterTexts,
  conditions: readonly FilterCondition[],
  { all, first, last, matches, together }: MatchingRecords,
): string[] {
  if (all === 0 || together > 0) return [];
  const unmatched = conditions.filter((_, index) => matches[index] === 0);
  const named = (unmatched.length > 0 ? unmatched : conditions).flatMap(({ filters }) =>
    filters.flatMap((name) => (texts[name] ?? []).map((text) => `--${name} ${text}`)),
  );
  const isTime = unmatched.some(({ filters }) => filters.length > 1);
  const times = isTime && first !== null ? `; the records are from ${first} to ${last}` : '';
  const suffix = unmatched.length === 0 && named.length > 1 ? ' together' : '';
  return [`note: none of the ${all} records matches ${named.join(' and ')}${suffix}${times}`];
}
