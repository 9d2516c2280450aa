import type { ExactValue } from '../../flows/input/exact-json';
import { type ExactMembers, membersOf } from '../../flows/input/json-members';

/** ExactMembers of a record that contain the whole record as text. */
const TEXT_MEMBERS = ['message', '@message', '_raw', 'event.original'];

/** ExactMembers of an object that contain the record: search results of OpenSearch and Elasticsearch, and of Splunk. */
export const WRAPPERS = ['_source', 'result'];

/** Returns the members of a record, without the object that a search product puts around it. */
export function recordOf(members: ExactMembers): ExactMembers {
  for (const name of WRAPPERS) {
    const inner = membersOf(members[name]);
    if (inner) return inner;
  }
  return members;
}

/** Returns the text of a record; undefined if the record has none. */
export function textOf(members: ExactMembers): string | undefined {
  for (const name of TEXT_MEMBERS) {
    const value = members[name];
    if (typeof value === 'string') return value;
  }
  const original = membersOf(members.event)?.original;
  return typeof original === 'string' ? original : undefined;
}

/** Returns the data of a record of a stream, in base64; undefined if it is no such record. */
export function dataOf(members: ExactMembers): string | undefined {
  const data = membersOf(members.kinesis)?.data ?? members.Data ?? members.data;
  return typeof data === 'string' ? data : undefined;
}

/** Returns the members of a row of Logs Insights, a list of names and values; undefined if it is no such row. */
export function insightsRow(value: ExactValue): ExactMembers | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const members: Record<string, ExactValue> = Object.create(null);
  for (const each of value as readonly ExactValue[]) {
    const { field, value: text } = membersOf(each) ?? {};
    if (typeof field !== 'string' || text === undefined || field in members) return undefined;
    members[field] = text;
  }
  return members;
}
