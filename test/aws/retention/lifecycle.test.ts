import { StorageClass as CdkStorageClass } from 'aws-cdk-lib/aws-s3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Lifecycle,
  lifecycleProblems,
  lifecycleWarnings,
  STORAGE_CLASSES,
  StorageClass,
} from '../../../aws/retention';

const { STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE } = StorageClass;
const CLASSES = Object.values(StorageClass);

type Step = readonly [StorageClass, number];

function lifecycle(steps: readonly Step[], rest: Partial<Lifecycle> = {}): Lifecycle {
  const transitions = steps.map(([storageClass, afterDays]) => ({ storageClass, afterDays }));
  return { transitions, queryable: false, ...rest };
}

test('the storage classes are those of aws-cdk-lib', () => {
  const known = Object.values(CdkStorageClass).filter((value) => value instanceof CdkStorageClass);
  expect([...CLASSES].sort()).toEqual(known.map(String).sort());
});

describe('a lifecycle without problems:', () => {
  test.each<[string, Lifecycle]>([
    ['without transitions and expiration', lifecycle([])],
    ['with expiration only', lifecycle([], { expirationDays: 1, queryable: true })],
    [
      'with colder classes and expiration',
      lifecycle(
        [
          [STANDARD_IA, 30],
          [GLACIER_IR, 60],
        ],
        { expirationDays: 400, queryable: true },
      ),
    ],
    ['with an immediate archive', lifecycle([[GLACIER, 0]])],
    [
      'in any order',
      lifecycle([
        [DEEP_ARCHIVE, 180],
        [STANDARD_IA, 30],
        [GLACIER, 90],
      ]),
    ],
    ['with Intelligent-Tiering', lifecycle([[INTELLIGENT_TIERING, 0]], { queryable: true })],
    ['with a lock until the expiration', lifecycle([], { expirationDays: 90, objectLockDays: 90 })],
  ])('%s', (_, fine) => {
    expect(lifecycleProblems(fine)).toEqual([]);
    expect(lifecycleWarnings(fine)).toEqual([]);
  });
});

describe('a lifecycle with problems:', () => {
  test.each<[string, Lifecycle, string[]]>([
    [
      'a transition after the expiration',
      lifecycle([[GLACIER_IR, 90]], { expirationDays: 90 }),
      [
        'the transition to GLACIER_IR after 90 days has no effect, because objects expire after 90 days. Remove it, or increase the expiration.',
      ],
    ],
    [
      'a transition back',
      lifecycle([
        [GLACIER, 30],
        [STANDARD_IA, 60],
      ]),
      [
        'the transition to STANDARD_IA after 60 days is after the transition to GLACIER after 30 days. S3 does not move objects back. Put the colder class later.',
      ],
    ],
    [
      'a transition back by two steps',
      lifecycle([
        [GLACIER_IR, 30],
        [GLACIER, 120],
        [ONEZONE_IA, 300],
      ]),
      [
        'the transition to ONEZONE_IA after 300 days is after the transition to GLACIER_IR after 30 days. S3 does not move objects back. Put the colder class later.',
      ],
    ],
    [
      'a second transition to the same class',
      lifecycle([
        [GLACIER, 30],
        [GLACIER, 60],
      ]),
      [
        'the transition to GLACIER after 60 days is after the transition to GLACIER after 30 days. S3 does not move objects back. Put the colder class later.',
      ],
    ],
    [
      'two transitions on one day',
      lifecycle([
        [STANDARD_IA, 30],
        [GLACIER, 30],
      ]),
      [
        'the transition to STANDARD_IA after 30 days and the transition to GLACIER after 30 days are on the same day. Remove one.',
      ],
    ],
    [
      'an archive of objects that must be readable',
      lifecycle([[DEEP_ARCHIVE, 180]], { queryable: true }),
      [
        'the transition to DEEP_ARCHIVE after 180 days makes objects unreadable until they are restored. Use GLACIER_IR, or let the objects expire before it.',
      ],
    ],
    [
      'invalid days',
      lifecycle([[GLACIER, -1]], { expirationDays: 0, objectLockDays: 1.5 }),
      [
        'expirationDays: expected whole days, at least 1, received 0.',
        'objectLockDays: expected whole days, at least 1, received 1.5.',
        'the transition to GLACIER after -1 days is not valid. Specify whole days, at least 0.',
      ],
    ],
    [
      'several problems',
      lifecycle(
        [
          [GLACIER, 30],
          [GLACIER_IR, 60],
        ],
        { expirationDays: 50, queryable: true },
      ),
      [
        expect.stringContaining('does not move objects back') as unknown as string,
        expect.stringContaining('has no effect') as unknown as string,
        expect.stringContaining('unreadable') as unknown as string,
      ],
    ],
  ])('%s', (_, wrong, problems) => {
    expect(lifecycleProblems(wrong)).toEqual(problems);
    expect(lifecycleWarnings(wrong)).toEqual([]);
  });
});

describe('a lifecycle with warnings:', () => {
  test.each<[string, Lifecycle, string[]]>([
    [
      'early infrequent access',
      lifecycle([[STANDARD_IA, 29]]),
      ['the transition to STANDARD_IA after 29 days can be rejected. Some regions require at least 30 days.'],
    ],
    [
      'a short time before the expiration',
      lifecycle([[GLACIER_IR, 30]], { expirationDays: 119 }),
      [
        'the transition to GLACIER_IR after 30 days leaves objects in the class for 89 days. S3 bills at least 90 days.',
      ],
    ],
    [
      'a short time before the next transition',
      lifecycle(
        [
          [ONEZONE_IA, 30],
          [GLACIER, 45],
        ],
        { expirationDays: 135 },
      ),
      [
        'the transition to ONEZONE_IA after 30 days leaves objects in the class for 15 days. S3 bills at least 30 days.',
      ],
    ],
    [
      'a lock beyond the expiration',
      lifecycle([], { expirationDays: 90, objectLockDays: 365 }),
      [
        'Object Lock retains objects for 365 days, longer than their expiration after 90 days. Expired objects are ' +
          'hidden but billed until the lock ends and a rule expires noncurrent versions.',
      ],
    ],
  ])('%s', (_, odd, warnings) => {
    expect(lifecycleProblems(odd)).toEqual([]);
    expect(lifecycleWarnings(odd)).toEqual(warnings);
  });

  test('without expiration, no time in a class is too short', () => {
    expect(lifecycleWarnings(lifecycle([[DEEP_ARCHIVE, 3000]], { objectLockDays: 36_500 }))).toEqual([]);
  });
});

describe('transitions between two classes', () => {
  const pairs = CLASSES.flatMap((from) => CLASSES.map((to) => [from, to] as const));
  const refused = pairs
    .filter(
      ([from, to]) =>
        lifecycleProblems(
          lifecycle([
            [from, 30],
            [to, 60],
          ]),
        ).length > 0,
    )
    .map(([from, to]) => `${from} to ${to}`);

  test('follow the waterfall of the guide', () => {
    expect(pairs.map(([from, to]) => `${from} to ${to}`).filter((pair) => !refused.includes(pair))).toEqual([
      'STANDARD_IA to INTELLIGENT_TIERING',
      'STANDARD_IA to ONEZONE_IA',
      'STANDARD_IA to GLACIER_IR',
      'STANDARD_IA to GLACIER',
      'STANDARD_IA to DEEP_ARCHIVE',
      'INTELLIGENT_TIERING to ONEZONE_IA',
      'INTELLIGENT_TIERING to GLACIER_IR',
      'INTELLIGENT_TIERING to GLACIER',
      'INTELLIGENT_TIERING to DEEP_ARCHIVE',
      'ONEZONE_IA to GLACIER',
      'ONEZONE_IA to DEEP_ARCHIVE',
      'GLACIER_IR to GLACIER',
      'GLACIER_IR to DEEP_ARCHIVE',
      'GLACIER to DEEP_ARCHIVE',
    ]);
  });

  test('contain no cycle', () => {
    for (const [from, to] of pairs) {
      if (refused.includes(`${from} to ${to}`)) continue;
      expect(refused).toContain(`${to} to ${from}`);
    }
  });
});

test('a valid lifecycle does not archive objects that must be queryable', () => {
  const step = fc.tuple(fc.constantFrom(...CLASSES), fc.integer({ min: 0, max: 400 }));
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 3 }),
      fc.option(fc.integer({ min: 1, max: 400 })),
      (steps, end) => {
        const queryable = lifecycle(steps, { queryable: true, expirationDays: end ?? undefined });
        if (lifecycleProblems(queryable).length > 0) return;
        for (const [storageClass, afterDays] of steps) {
          expect(STORAGE_CLASSES[storageClass].isReadable).toBe(true);
          expect(afterDays).toBeLessThan(end ?? Infinity);
        }
      },
    ),
  );
});
