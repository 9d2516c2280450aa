import { describe, expect, test } from 'vitest';
import { known, mapValue, oneOf, unknown, unknownAt, type Value } from '../../../standard/facts';
import { whenKnown } from '../../../standard/rule-support/for-each-flow-log';
import { fail, Outcome, pass } from '../../../standard/rule-support/rule';
import { awsFlowLog } from '../../support/standard-facts';

const FLOW_LOG = awsFlowLog({});

/** Fails for fewer than 90 days. */
function verdictOf(value: Value<number>) {
  const [verdict] = whenKnown(FLOW_LOG, value, (days) =>
    days < 90 ? fail(FLOW_LOG, `${days} days are too few`) : pass(FLOW_LOG),
  );
  return verdict;
}

describe('a rule on a value with candidates', () => {
  test.each([
    ['fails if each candidate fails', [30, 60], Outcome.FAIL],
    ['passes if each candidate passes', [90, 365], Outcome.PASS],
    ['is undecided if the candidates differ', [30, 365], Outcome.UNDECIDED],
    ['is undecided without candidates', [], Outcome.UNDECIDED],
  ])('%s', (_, candidates, outcome) => {
    expect(verdictOf({ ...unknown('it is the parameter Days'), candidates })?.outcome).toBe(outcome);
  });

  test('names a candidate that violates the rule', () => {
    expect(verdictOf(oneOf([365, 30], 'it is the parameter Days'))?.message).toBe(
      'it is the parameter Days; with one of its values, 30 days are too few',
    );
  });
});

describe('a value with candidates', () => {
  test('is known if the candidates are equal, also after a conversion', () => {
    expect(oneOf([1, 1], 'a reason')).toEqual(known(1));
    expect(mapValue(oneOf([1, 3], 'a reason'), (each) => each % 2)).toEqual(known(1));
  });

  test('keeps its candidates in a conversion, but not for another value with the same reason', () => {
    const value = oneOf([1, 2], 'a reason', 'Properties.Days');
    expect(mapValue(value, String)).toEqual({
      known: false,
      reason: 'a reason',
      at: 'Properties.Days',
      candidates: ['1', '2'],
    });
    expect(value.known ? value : unknownAt(value)).toEqual(unknown('a reason', 'Properties.Days'));
  });
});
