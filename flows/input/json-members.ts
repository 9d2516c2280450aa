import type { ExactValue } from './exact-json';

/** Members of a JSON object. */
export type JsonMembers = Readonly<Record<string, unknown>>;

/** Members of a JSON object whose numbers keep all of their digits. */
export type ExactMembers = Readonly<Record<string, ExactValue>>;

/** Returns the members of a JSON value; undefined if it is not an object. */
export function membersOf(value: ExactValue | undefined): ExactMembers | undefined;
export function membersOf(value: unknown): JsonMembers | undefined;
export function membersOf(value: unknown): JsonMembers | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonMembers) : undefined;
}

/** Returns the members of the first object of a list, or of the object itself. */
export function firstObject(value: unknown): JsonMembers | undefined {
  return membersOf(Array.isArray(value) ? value[0] : value);
}

/** Returns the members of the first object of a member that is a list. */
export function firstListed(value: unknown, name: string): JsonMembers | undefined {
  const list = membersOf(value)?.[name];
  return Array.isArray(list) ? membersOf(list[0]) : undefined;
}
