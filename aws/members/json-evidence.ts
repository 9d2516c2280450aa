import { type JsonMembers, membersOf } from '../../flows/input/json-members';
import { areFlowLogMembers } from './flow-log-members';

/** What the beginning of a JSON source shows: a list and its first item, or the first value. */
export interface JsonEvidence {
  /** Name of the member that is a list; empty for a list at the top; undefined if there is no list. */
  readonly list: string | undefined;
  /** First item of the list, or the first value; undefined if the list is empty. */
  readonly first: unknown;
  /** JsonMembers of the object around the list. */
  readonly around: JsonMembers;
}

/** Finds the list of records in a JSON value, or takes the value as a record. */
export function jsonEvidence(json: unknown): JsonEvidence {
  if (Array.isArray(json)) return { list: '', first: json[0], around: {} };
  const around = membersOf(json) ?? {};
  for (const name of ['events', 'results', 'records', 'Records', 'value', 'hits']) {
    const list = name === 'hits' ? (membersOf(around.hits)?.hits ?? around.hits) : around[name];
    if (Array.isArray(list)) return { list: name, first: list[0], around };
  }
  return { list: undefined, first: json, around };
}

/** Returns whether a value is an object with the members of an AWS flow log. */
export function isFlowLogObject(value: unknown): boolean {
  const members = membersOf(value);
  return members !== undefined && areFlowLogMembers(Object.keys(members));
}

/** Returns whether a value has text in a member with one of these names. */
export function hasText(value: unknown, ...names: string[]): boolean {
  const members = membersOf(value);
  return members !== undefined && names.some((name) => typeof members[name] === 'string');
}
