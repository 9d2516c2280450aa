import { isObject } from './record-parts';
import type { JsonObject } from './record-types';

/** The keys of a record and of the objects in it, in the order in which Azure writes them. */
const KEYS = [
  ...['time', 'systemId', 'flowLogVersion', 'flowLogGUID', 'macAddress', 'category', 'flowLogResourceID'],
  ...['targetResourceID', 'resourceId', 'operationName', 'flowRecords', 'properties'],
  ...['Version', 'aclID', 'rule', 'mac', 'flowGroups', 'flows', 'flowTuples'],
];
const RANKS = new Map(KEYS.map((key, rank) => [key, rank]));

/**
 * The canonical JSON of a record: without blanks, with the keys in the order in which Azure writes them, then unknown keys.
 * The text of nearly every record that Azure writes equals its canonical JSON.
 */
export function canonicalJson(record: JsonObject): string {
  return JSON.stringify(record, (_, value) => (isObject(value) ? inOrder(value) : value));
}

function inOrder(object: JsonObject): JsonObject {
  const keys = Object.keys(object);
  return Object.fromEntries(keys.sort(byRank).map((key) => [key, object[key]]));
}

function byRank(a: string, b: string): number {
  const ranks = rankOf(a) - rankOf(b);
  return ranks !== 0 ? ranks : Number(a > b) - Number(a < b);
}

function rankOf(key: string): number {
  return RANKS.get(key) ?? KEYS.length;
}
