import { RecordCategory } from './record-category';
import type { JsonObject } from './record-types';

/** The keys on the way from a record to its tuples. Each names an array, except the first. */
const PATHS: Readonly<Record<RecordCategory, readonly string[]>> = {
  [RecordCategory.VNET]: ['flowRecords', 'flows', 'flowGroups', 'flowTuples'],
  [RecordCategory.NSG]: ['properties', 'flows', 'flows', 'flowTuples'],
};

/** The keys on the way from a record of a category to its tuples. */
export function pathToTuples(category: unknown): readonly string[] {
  return Object.hasOwn(PATHS, String(category)) ? PATHS[category as RecordCategory] : [];
}

/**
 * Number of tuples of a record, counted before and independently of their reading. A value in the place of an array counts
 * as one tuple.
 *
 * @param sizeOf - number of tuples of an array that does not contain them itself
 */
export function countTuples(record: JsonObject, sizeOf = sizeOfArray): number {
  const [content = '', ...keys] = pathToTuples(record.category);
  return countIn(record[content], keys, sizeOf);
}

type SizeOf = (tuples: readonly unknown[]) => number;

function sizeOfArray(tuples: readonly unknown[]): number {
  return tuples.length;
}

function countIn(value: unknown, [key, ...inner]: readonly string[], sizeOf: SizeOf): number {
  if (key === undefined || typeof value !== 'object' || value === null) return 1;
  const member = (value as JsonObject)[key];
  const isLast = inner.length === 0;
  if (!Array.isArray(member))
    return isLast || typeof member !== 'object' ? 1 : countIn(member, inner, sizeOf);
  if (isLast) return sizeOf(member);
  let count = 0;
  for (const item of member) count += countIn(item, inner, sizeOf);
  return count;
}
