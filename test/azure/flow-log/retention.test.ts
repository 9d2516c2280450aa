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

test('a valid retention is 1 to 365 days or forever, and is never combined with lifecycle rules', () => {
  fc.assert(
    fc.property(request, (settings) => {
      fc.pre(retentionProblems(settings).length === 0);
      const { enabled, days } = retentionOf(settings);
      expect(enabled && settings.hasLifecycle).toBe(false);
      expect(enabled ? days >= 1 && days <= 365 && Number.isInteger(days) : days === 0).toBe(true);
      if (!enabled) expect(settings.hasLifecycle || settings.retainForever).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('the default retention is 90 days', () => {
  expect(retentionOf({ hasLifecycle: false })).toEqual({ enabled: true, days: 90 });
});
