import { describe, expect, test } from 'vitest';
import { FOREVER, known, unknown } from '../../../standard/facts';
import { flowLogKeys, keysBelow } from '../../../standard/facts/key-scope';
import { type LifecycleRuleFact, lifecycleRetention } from '../../../standard/facts/lifecycle-retention';

function rule(change: Partial<LifecycleRuleFact> = {}): LifecycleRuleFact {
  return {
    enabled: known(true),
    prefix: known(''),
    needsTag: known(false),
    expirationDays: known(undefined),
    transitions: [],
    ...change,
  };
}

const expiring = (days: number, change: Partial<LifecycleRuleFact> = {}) =>
  rule({ expirationDays: known(days), ...change });

const moving = (storageClass: string, days: number, change: Partial<LifecycleRuleFact> = {}) =>
  rule({ transitions: [{ storageClass: known(storageClass), days: known(days) }], ...change });

describe('the retention of flow logs in a bucket', () => {
  const retentionOf = (...rules: LifecycleRuleFact[]) => {
    const { retention } = lifecycleRetention(rules, flowLogKeys('network/'));
    return retention.known ? retention.value : retention.reason;
  };
  const sizes = 'a lifecycle rule applies only to objects of some sizes';

  test.each<[string, LifecycleRuleFact[], unknown]>([
    ['comes from a rule for all objects', [expiring(90)], 90],
    ['comes from a rule for its folder', [expiring(30, { prefix: known('network/') })], 30],
    [
      'comes from a rule for an account in its folder',
      [expiring(30, { prefix: known('network/AWSLogs/111122223333/') })],
      30,
    ],
    ['comes from the shortest of several rules', [expiring(90), expiring(7)], 7],
    ['ignores a rule for another folder', [expiring(30, { prefix: known('other/') })], FOREVER],
    [
      'ignores a rule for another service',
      [expiring(30, { prefix: known('network/AWSLogs/1/Config/') })],
      FOREVER,
    ],
    ['ignores a disabled rule', [expiring(30, { enabled: known(false) })], FOREVER],
    ['ignores a rule for some tags', [expiring(30, { needsTag: known(true) })], FOREVER],
    ['ignores a rule that only aborts uploads', [rule()], FOREVER],
    ['ignores a rule for noncurrent versions', [rule({ noncurrentDays: known(7) })], FOREVER],
    [
      'is unknown if a shorter rule has a size filter',
      [expiring(90), expiring(7, { needsSize: true })],
      sizes,
    ],
    ['is unknown if the only rule has a size filter', [expiring(7, { needsSize: true })], sizes],
    ['ignores a size filter of a longer rule', [expiring(7), expiring(90, { needsSize: true })], 7],
    [
      'is unknown if the prefix of a rule is',
      [expiring(7, { prefix: unknown('a parameter') })],
      'a parameter',
    ],
    [
      'ignores a rule with an unknown prefix and no expiration',
      [rule({ prefix: unknown('a parameter') })],
      FOREVER,
    ],
    [
      'is unknown if a rule may be disabled',
      [expiring(7, { enabled: unknown('a condition') })],
      'a condition',
    ],
    ['ignores a longer rule that may be disabled', [expiring(7), expiring(9, { enabled: unknown('x') })], 7],
    ['is unknown if an expiration is', [expiring(90), rule({ expirationDays: unknown('a date') })], 'a date'],
  ])('%s', (_, rules, expected) => {
    expect(retentionOf(...rules)).toBe(expected);
  });
});

describe('other properties of a lifecycle', () => {
  const lifecycleOf = (...rules: LifecycleRuleFact[]) => lifecycleRetention(rules, keysBelow('net/flows/'));

  test('the rules of another prefix do not apply to a table', () => {
    const rules = [
      expiring(400, { prefix: known('net/flows/') }),
      expiring(30, { prefix: known('athena-results/') }),
    ];
    expect(lifecycleOf(...rules).retention).toEqual(known(400));
  });

  test('a transition to an archive ends the hot retention, and every transition moves objects', () => {
    expect(lifecycleOf(moving('GLACIER', 30))).toMatchObject({
      hotRetention: known(30),
      retention: known(FOREVER),
      moves: known(true),
    });
    expect(lifecycleOf(moving('STANDARD_IA', 30))).toMatchObject({
      hotRetention: known(FOREVER),
      moves: known(true),
    });
    expect(lifecycleOf(expiring(30))).toMatchObject({ hotRetention: known(30), moves: known(false) });
  });

  test('a transition for objects of some sizes may move objects', () => {
    expect(lifecycleOf(moving('STANDARD_IA', 30, { needsSize: true })).moves.known).toBe(false);
  });

  test('noncurrent versions have a retention of their own', () => {
    expect(lifecycleOf(expiring(90)).noncurrentRetention).toEqual(known(FOREVER));
    expect(lifecycleOf(expiring(90), rule({ noncurrentDays: known(14) })).noncurrentRetention).toEqual(
      known(14),
    );
  });
});
