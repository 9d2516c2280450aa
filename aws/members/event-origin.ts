import type { ExactValue } from '../../flows/input/exact-json';
import type { Origin } from '../../flows/origin';
import { nameOf } from '../documents/classify-document';

const STREAM_MEMBERS = ['logStreamName', 'logStream', '@logStream'];
const LOG_MEMBER = '@log';
/** Account and log group of a result of Logs Insights. */
const LOG = /^(\d{12}):(.{1,512})$/;
/** Members that describe a log event or a query result, and that no record has. */
const QUERY_MEMBERS = new Set([
  ...STREAM_MEMBERS,
  LOG_MEMBER,
  '@ptr',
  '@timestamp',
  '@ingestionTime',
  '@entity',
]);

/** Returns the origin of a record with members of a log event. */
export function eventOrigin(members: Readonly<Record<string, ExactValue>>, origin: Origin): Origin {
  const stream = STREAM_MEMBERS.map((name) => members[name]).find((value) => value !== undefined);
  const log = members[LOG_MEMBER];
  const [, account, logGroup] = typeof log === 'string' ? (LOG.exec(log) ?? []) : [];
  // an empty name is no name
  const logStream = nameOf(stream) || undefined;
  return {
    ...origin,
    ...(logGroup === undefined ? {} : { accountId: origin.accountId ?? account, flowLogId: logGroup }),
    ...(logStream === undefined ? {} : { logStream }),
  };
}

/** Returns the members that belong to the record itself. */
export function withoutEventMembers(
  members: Readonly<Record<string, ExactValue>>,
): Readonly<Record<string, ExactValue>> {
  const names = Object.keys(members);
  if (!names.some((name) => QUERY_MEMBERS.has(name))) return members;
  return Object.fromEntries(
    names.filter((name) => !QUERY_MEMBERS.has(name)).map((name) => [name, members[name] as ExactValue]),
  );
}
