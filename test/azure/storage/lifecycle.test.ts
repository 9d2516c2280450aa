import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lifecycleProblems, type RawLifecycle } from '../../../azure/storage/lifecycle';

const STEPS = ['coolAfterDays', 'coldAfterDays', 'archiveAfterDays', 'deleteAfterDays'] as const;
const days = fc.integer({ min: -1, max: 5 });
const anyLifecycle: fc.Arbitrary<RawLifecycle> = fc.record(
  { coolAfterDays: days, coldAfterDays: days, archiveAfterDays: days, deleteAfterDays: days },
  { requiredKeys: [] },
);

test('accepts exactly the lifecycles with ascending ages from 1', () => {
  fc.assert(
    fc.property(anyLifecycle, (lifecycle) => {
      const ages = STEPS.flatMap((step) => lifecycle[step] ?? []);
      const grows = ages.every(
        (age, index) => age >= 1 && (index === 0 || age > (ages[index - 1] as number)),
      );
      expect(lifecycleProblems(lifecycle, 'LRS').length === 0).toBe(grows && ages.length > 0);
    }),
    { numRuns: 2000 },
  );
});

test('reports all problems at once', () => {
  expect(lifecycleProblems({ coolAfterDays: 0.5, archiveAfterDays: 0, deleteAfterDays: 7 }, 'GZRS')).toEqual([
    'lifecycle.coolAfterDays is 0.5: expected an integer of at least 1',
    'lifecycle.archiveAfterDays is 0: expected an integer of at least 1',
    'lifecycle.archiveAfterDays is 0, but must be greater than coolAfterDays, which is 0.5',
    'lifecycle.archiveAfterDays is set, but accounts with GZRS have no archive tier: use LRS, GRS or RAGRS',
  ]);
});
