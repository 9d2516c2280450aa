import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lifecycleProblems, type RawLifecycle } from '../../../azure/storage/lifecycle';

const STEPS = ['coolAfterDays', 'coldAfterDays', 'archiveAfterDays', 'deleteAfterDays'] as const;
const days = fc.integer({ min: -1, max: 5 });
const anyLifecycle: fc.Arbitrary<RawLifecycle> = fc.record(
  { coolAfterDays: days, coldAfterDays: days, archiveAfterDays: days, deleteAfterDays: days },
  { requiredKeys: [] },
);

test('a lifecycle has no problem exactly where its ages grow from 1', () => {
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

test('all problems are told at once', () => {
  expect(lifecycleProblems({ coolAfterDays: 0.5, archiveAfterDays: 0, deleteAfterDays: 7 }, 'GZRS')).toEqual([
    'lifecycle.coolAfterDays is 0.5: it must be a whole number of days from 1',
    'lifecycle.archiveAfterDays is 0: it must be a whole number of days from 1',
    'lifecycle.archiveAfterDays is 0, but coolAfterDays is 0.5: it must come later',
    'lifecycle.archiveAfterDays is given, but accounts with GZRS have no archive: choose LRS, GRS or RAGRS',
  ]);
});
