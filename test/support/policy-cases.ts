import { describe, expect, test } from 'vitest';
import type { PolicyKind, PolicyRequest, PolicyStatement } from '../../aws/policies/evaluation';
import { isAllowed } from './is-allowed';

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Requests by what is special about them. */
export type Requests = Readonly<Record<string, PolicyRequest>>;

/** A policy and the requests that it must allow. */
export interface PolicyCases {
  readonly kind: PolicyKind;
  readonly statements: readonly PolicyStatement[];
  readonly allowed: Requests;
  readonly denied: Requests;
  /** Redundant conditions: no request can distinguish them from another condition. */
  readonly repeated?: readonly string[];
}

/**
 * Tests that a policy allows the allowed requests and no denied one, and that the cases are sufficient: removing an
 * allowance (a statement, an action, a resource, a value) denies a request that was allowed, and removing a restriction
 * (a condition, the principal, the actions, the resources, a denial) allows a request that was denied.
 */
export function describePolicy(title: string, cases: PolicyCases): void {
  const { kind, statements, allowed, denied, repeated = [] } = cases;
  const allowedBy = (policy: readonly PolicyStatement[], requests: Requests) =>
    Object.keys(requests).filter((name) => isAllowed(kind, policy, requests[name] as PolicyRequest));
  const unnoticed = (changes: readonly ChangedPolicy[], requests: Requests) => {
    const before = allowedBy(statements, requests).length;
    return changes
      .filter(({ policy }) => allowedBy(policy, requests).length === before)
      .map(({ change }) => change);
  };

  describe(title, () => {
    test('allows its requests', () => {
      expect(allowedBy(statements, allowed)).toEqual(Object.keys(allowed));
    });

    test('denies all other requests', () => {
      expect(allowedBy(statements, denied)).toEqual([]);
    });

    test('requires each of its allowances', () => {
      expect(unnoticed(narrowed(statements), allowed)).toEqual([]);
    });

    test('requires each of its restrictions', () => {
      expect(unnoticed(loosened(statements), denied)).toEqual(repeated);
    });
  });
}

/** A policy after a change. */
export interface ChangedPolicy {
  readonly change: string;
  readonly policy: readonly PolicyStatement[];
}

/** The policy without one allowance, for each allowance. */
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
  const { Principal, Resource, Action } = statement;
  const Condition = (statement.Condition ?? {}) as Conditions;
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
  return (Sid as string | undefined) ?? `statement ${index + 1} (${Effect} ${[Action].flat().join(', ')})`;
}
