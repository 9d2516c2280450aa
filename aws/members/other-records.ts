import type { ExactValue } from '../../flows/input/exact-json';
import { membersOf } from '../../flows/input/json-members';
import { areFlowLogMembers } from './flow-log-members';
import { dataOf, textOf } from './record-text';

/** Members that services document, and that contain no records besides those that are read. */
const DOCUMENTED: ReadonlySet<string> = new Set([
  '_shards',
  'aggregations',
  'error',
  'fields',
  'highlight',
  'inner_hits',
  'messages',
  'profile',
  'ResponseMetadata',
  'searchedLogStreams',
  'statistics',
  'subscriptionFilters',
  'suggest',
]);

/**
 * Returns the names of the members that contain an object with a record.
 *
 * @param read names of the members whose records are read
 */
export function membersWithRecords(
  members: Readonly<Record<string, unknown>>,
  read: ReadonlySet<string>,
): string[] {
  return Object.keys(members).filter((name) => {
    const value = members[name] as ExactValue | undefined;
    if (DOCUMENTED.has(name) || typeof value !== 'object' || value === null) return false;
    // the object around a list that is read can have other members
    if (read.has(name))
      return !Array.isArray(value) && membersWithRecords(membersOf(value) ?? {}, read).length > 0;
    return containsRecord(value);
  });
}

function containsRecord(value: ExactValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(containsRecord);
  const members = membersOf(value) ?? {};
  const isRecord =
    textOf(members) !== undefined || dataOf(members) !== undefined || areFlowLogMembers(Object.keys(members));
  return isRecord || Object.values(members).some(containsRecord);
}
