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

test('the storage classes are those that CDK knows', () => {
  const known = Object.values(CdkStorageClass).filter((value) => value instanceof CdkStorageClass);
  expect([...CLASSES].sort()).toEqual(known.map(String).sort());
});

describe('a lifecycle without problems:', () => {
  test.each<[string, Lifecycle]>([
    ['nothing moves or expires', lifecycle([])],
    ['only expires', lifecycle([], { expirationDays: 1, queryable: true })],
    [
      'gets colder and expires',
      lifecycle(
        [
          [STANDARD_IA, 30],
          [GLACIER_IR, 60],
        ],
        { expirationDays: 400, queryable: true },
      ),
    ],
    ['is archived at once', lifecycle([[GLACIER, 0]])],
    [
      'in any order of writing',
      lifecycle([
        [DEEP_ARCHIVE, 180],
        [STANDARD_IA, 30],
        [GLACIER, 90],
      ]),
    ],
    ['tiers itself', lifecycle([[INTELLIGENT_TIERING, 0]], { queryable: true })],
    ['is locked as long as it lives', lifecycle([], { expirationDays: 90, objectLockDays: 90 })],
  ])('%s', (_, fine) => {
    expect(lifecycleProblems(fine)).toEqual([]);
    expect(lifecycleWarnings(fine)).toEqual([]);
  });
});

describe('a lifecycle with problems:', () => {
  test.each<[string, Lifecycle, string[]]>([
    [
      'a move when objects are gone',
      lifecycle([[GLACIER_IR, 90]], { expirationDays: 90 }),
      [
        'the move to GLACIER_IR after 90 days comes too late, objects expire after 90 days: leave it out, or let them expire later',
      ],
    ],
    [
      'a move back',
      lifecycle([
        [GLACIER, 30],
        [STANDARD_IA, 60],
      ]),
      [
        'the move to STANDARD_IA after 60 days comes after the move to GLACIER after 30 days, and S3 moves nothing back: put the colder class later',
      ],
    ],
    [
      'a move back by two steps',
      lifecycle([
        [GLACIER_IR, 30],
        [GLACIER, 120],
        [ONEZONE_IA, 300],
      ]),
      [
        'the move to ONEZONE_IA after 300 days comes after the move to GLACIER_IR after 30 days, and S3 moves nothing back: put the colder class later',
      ],
    ],
    [
      'a move to the same class again',
      lifecycle([
        [GLACIER, 30],
        [GLACIER, 60],
      ]),
      [
        'the move to GLACIER after 60 days comes after the move to GLACIER after 30 days, and S3 moves nothing back: put the colder class later',
      ],
    ],
    [
      'two moves on a day',
      lifecycle([
        [STANDARD_IA, 30],
        [GLACIER, 30],
      ]),
      [
        'the move to STANDARD_IA after 30 days and the move to GLACIER after 30 days are on the same day: leave one out',
      ],
    ],
    [
      'an archive that must be readable',
      lifecycle([[DEEP_ARCHIVE, 180]], { queryable: true }),
      [
        'the move to DEEP_ARCHIVE after 180 days makes objects unreadable until they are restored: take GLACIER_IR, or let them expire before',
      ],
    ],
    [
      'days that are none',
      lifecycle([[GLACIER, -1]], { expirationDays: 0, objectLockDays: 1.5 }),
      [
        'expirationDays is 0: give whole days, 1 or more',
        'objectLockDays is 1.5: give whole days, 1 or more',
        'the move to GLACIER after -1 days is on no day: give whole days, 0 or more',
      ],
    ],
    [
      'several at once',
      lifecycle(
        [
          [GLACIER, 30],
          [GLACIER_IR, 60],
        ],
        { expirationDays: 50, queryable: true },
      ),
      [
        expect.stringContaining('moves nothing back') as unknown as string,
        expect.stringContaining('comes too late') as unknown as string,
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
      'infrequent access early',
      lifecycle([[STANDARD_IA, 29]]),
      ['the move to STANDARD_IA after 29 days may be refused: not every region takes less than 30 days'],
    ],
    [
      'a short stay before it expires',
      lifecycle([[GLACIER_IR, 30]], { expirationDays: 119 }),
      [
        'the move to GLACIER_IR after 30 days keeps objects there for 89 days, of which 90 are paid for at least',
      ],
    ],
    [
      'a short stay before the next move',
      lifecycle(
        [
          [ONEZONE_IA, 30],
          [GLACIER, 45],
        ],
        { expirationDays: 135 },
      ),
      [
        'the move to ONEZONE_IA after 30 days keeps objects there for 15 days, of which 30 are paid for at least',
      ],
    ],
    [
      'a lock beyond the end',
      lifecycle([], { expirationDays: 90, objectLockDays: 365 }),
      [
        'objects are locked for 365 days and outlive their expiration after 90: they are hidden then, but stay ' +
          'and are paid for until the lock ends and a rule expires noncurrent versions',
      ],
    ],
  ])('%s', (_, odd, warnings) => {
    expect(lifecycleProblems(odd)).toEqual([]);
    expect(lifecycleWarnings(odd)).toEqual(warnings);
  });

  test('no stay is too short where objects never leave', () => {
    expect(lifecycleWarnings(lifecycle([[DEEP_ARCHIVE, 3000]], { objectLockDays: 36_500 }))).toEqual([]);
  });
});

describe('moves between two classes', () => {
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

  test('go down the waterfall of the guide', () => {
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

  test('never go round in a circle', () => {
    for (const [from, to] of pairs) {
      if (refused.includes(`${from} to ${to}`)) continue;
      expect(refused).toContain(`${to} to ${from}`);
    }
  });
});

test('what is queryable is readable: no lifecycle without problems archives it', () => {
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
