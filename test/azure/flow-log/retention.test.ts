import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retentionOf, retentionProblems } from '../../../azure/flow-log/retention';

const request = fc.record(
  {
    retentionDays: fc.oneof(fc.integer({ min: -2, max: 400 }), fc.double()),
    retainForever: fc.boolean(),
    hasLifecycle: fc.boolean(),
  },
  { requiredKeys: ['hasLifecycle'] },
);

test('what has no problem is between 1 and 365 days or for ever, and never both with lifecycle rules', () => {
  fc.assert(
    fc.property(request, (asked) => {
      fc.pre(retentionProblems(asked).length === 0);
      const { enabled, days } = retentionOf(asked);
      expect(enabled && asked.hasLifecycle).toBe(false);
      expect(enabled ? days >= 1 && days <= 365 && Number.isInteger(days) : days === 0).toBe(true);
      if (!enabled) expect(asked.hasLifecycle || asked.retainForever).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('90 days where nothing is said', () => {
  expect(retentionOf({ hasLifecycle: false })).toEqual({ enabled: true, days: 90 });
});
