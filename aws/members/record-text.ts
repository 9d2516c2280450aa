import type { ExactValue } from '../../flows/input/exact-json';

type Members = Readonly<Record<string, ExactValue>>;

/** Members of a record that contain the whole record as text. */
const TEXT_MEMBERS = ['message', '@message', '_raw', 'event.original'];

/** Members of an object that contain the record: search results of OpenSearch and Elasticsearch, and of Splunk. */
export const WRAPPERS = ['_source', 'result'];

/** Returns the members of a record, without the object that a search product puts around it. */
export function recordOf(members: Members): Members {
  for (const name of WRAPPERS) {
    const inner = objectOf(members[name]);
    if (inner) return inner;
  }
  return members;
}

/** Returns the text of a record; undefined if the record has none. */
export function textOf(members: Members): string | undefined {
  for (const name of TEXT_MEMBERS) {
    const value = members[name];
    if (typeof value === 'string') return value;
  }
  const original = objectOf(members.event)?.original;
  return typeof original === 'string' ? original : undefined;
}

/** Returns the data of a record of a stream, in base64; undefined if it is no such record. */
export function dataOf(members: Members): string | undefined {
  const data = objectOf(members.kinesis)?.data ?? members.Data ?? members.data;
  return typeof data === 'string' ? data : undefined;
}

/** Returns the members of a row of Logs Insights, a list of names and values; undefined if it is no such row. */
export function insightsRow(value: ExactValue): Members | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const members: Record<string, ExactValue> = Object.create(null);
  for (const each of value) {
    const { field, value: text } = objectOf(each) ?? {};
    if (typeof field !== 'string' || text === undefined || field in members) return undefined;
    members[field] = text;
  }
  return members;
}

/** Returns an object; undefined for any other value. */
export function objectOf(value: ExactValue | undefined): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined;
}
