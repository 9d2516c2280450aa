import { describe, expect, test } from 'vitest';
import { isAllowed, type PolicyKind, type PolicyRequest, type PolicyStatement } from './policy-evaluator';

/** Requests by what is special about them. */
export type Requests = Readonly<Record<string, PolicyRequest>>;

/** A policy and what it is to let through. */
export interface PolicyCases {
  readonly kind: PolicyKind;
  readonly statements: readonly PolicyStatement[];
  readonly allowed: Requests;
  readonly denied: Requests;
  /** Limits that say what another limit says too, so that no request can tell them apart. */
  readonly repeated?: readonly string[];
}

/**
 * Tests that a policy lets the allowed requests through and no denied one; and that the cases are enough to tell:
 * leaving out anything that is allowed (a statement, an action, a resource, a value) turns away a request that was
 * let through, and loosening anything (a condition, the principal, the actions, the resources, a denial) lets one
 * through that was not.
 */
export function describePolicy(title: string, cases: PolicyCases): void {
  const { kind, statements, allowed, denied, repeated = [] } = cases;
  const letThrough = (policy: readonly PolicyStatement[], requests: Requests) =>
    Object.keys(requests).filter((name) => isAllowed(kind, policy, requests[name] as PolicyRequest));
  const unnoticed = (changes: readonly ChangedPolicy[], requests: Requests) => {
    const before = letThrough(statements, requests).length;
    return changes
      .filter(({ policy }) => letThrough(policy, requests).length === before)
      .map(({ change }) => change);
  };

  describe(title, () => {
    test('lets through what it is for', () => {
      expect(letThrough(statements, allowed)).toEqual(Object.keys(allowed));
    });

    test('lets nothing else through', () => {
      expect(letThrough(statements, denied)).toEqual([]);
    });

    test('needs all that it allows', () => {
      expect(unnoticed(narrowed(statements), allowed)).toEqual([]);
    });

    test('must not lose any of its limits', () => {
      expect(unnoticed(loosened(statements), denied)).toEqual(repeated);
    });
  });
}

/** A policy after a change. */
export interface ChangedPolicy {
  readonly change: string;
  readonly policy: readonly PolicyStatement[];
}

/** The policy with one thing less allowed, for each thing that is. */
export function narrowed(statements: readonly PolicyStatement[]): ChangedPolicy[] {
  return statements.flatMap((statement, index) => {
    if (statement.Effect !== 'Allow') return [];
    const name = nameOf(statement, index);
    return [
      { change: name, policy: statements.toSpliced(index, 1) },
      ...withoutEach(statement).map(({ item, rest }) => ({
        change: `${item} of ${name}`,
        policy: statements.with(index, rest as PolicyStatement),
      })),
    ];
  });
}

/** The policy with one thing less strict, for each thing that can be. */
export function loosened(statements: readonly PolicyStatement[]): ChangedPolicy[] {
  return statements.flatMap((statement, index) => {
    const name = nameOf(statement, index);
    if (statement.Effect === 'Deny') return [{ change: name, policy: statements.toSpliced(index, 1) }];
    return looser(statement).map(({ change, loose }) => ({
      change: `${change} of ${name}`,
      policy: statements.with(index, loose),
    }));
  });
}

function looser(statement: PolicyStatement): { change: string; loose: PolicyStatement }[] {
  const { Condition = {}, Principal, Resource, Action } = statement;
  const wide = {
    Principal: '*',
    Resource: '*',
    Action: `${String([Action].flat()[0]).split(':')[0]}:*`,
  } as const;
  const parts = { Principal, Resource, Action };
  return [
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key) => ({
        change: `${operator} ${key}`,
        loose: { ...statement, Condition: { ...Condition, [operator]: without(keys, key) } },
      })),
    ),
    ...(['Principal', 'Resource', 'Action'] as const)
      .filter((part) => parts[part] !== undefined && [parts[part]].flat().join() !== wide[part])
      .map((part) => ({ change: `the ${part.toLowerCase()}`, loose: { ...statement, [part]: wide[part] } })),
  ];
}

/** A part of a statement without each item of each list in it. */
function withoutEach(part: unknown): { item: string; rest: unknown }[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) {
    return part.length < 2
      ? []
      : part.map((item, index) => ({ item: String(item), rest: part.toSpliced(index, 1) }));
  }
  return Object.entries(part).flatMap(([key, value]) =>
    withoutEach(value).map(({ item, rest }) => ({ item, rest: { ...part, [key]: rest } })),
  );
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function nameOf({ Sid, Effect, Action }: PolicyStatement, index: number): string {
  return Sid ?? `statement ${index + 1} (${Effect} ${[Action].flat().join(', ')})`;
}
