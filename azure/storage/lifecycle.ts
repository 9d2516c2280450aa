/**
 * Ages in days at which Azure Storage moves raw flow logs to colder tiers and deletes them.
 *
 * @example
 * new FlowLake(stack, 'Lake', { location: 'westeurope', lifecycle: { coolAfterDays: 30, deleteAfterDays: 400 } });
 */
export interface RawLifecycle {
  /**
   * Age in days at which blobs move to the cool tier.
   *
   * @default - blobs do not move to the cool tier
   */
  readonly coolAfterDays?: number;

  /**
   * Age in days at which blobs move to the cold tier.
   *
   * @default - blobs do not move to the cold tier
   */
  readonly coldAfterDays?: number;

  /**
   * Age in days at which blobs move to the archive tier. A reader must rehydrate archived blobs first.
   *
   * @default - blobs do not move to the archive tier
   */
  readonly archiveAfterDays?: number;

  /**
   * Age in days at which blobs are deleted.
   *
   * @default - blobs are retained forever
   */
  readonly deleteAfterDays?: number;
}

/** The ages, in ascending order. */
const STEPS = ['coolAfterDays', 'coldAfterDays', 'archiveAfterDays', 'deleteAfterDays'] as const;

/** Minimum age: the blob of an hour grows for an hour, so that no step may apply on its first day. */
const MIN_DAYS = 1;

/** Redundancies without an archive tier. Source: Azure Storage documentation, "Access tiers for blob data". */
const WITHOUT_ARCHIVE = new Set(['ZRS', 'GZRS', 'RAGZRS']);

/** Validates the lifecycle of an account with a redundancy such as `ZRS`. Returns all problems. */
export function lifecycleProblems(lifecycle: RawLifecycle, redundancy: string): string[] {
  const given = STEPS.filter((step) => lifecycle[step] !== undefined);
  if (given.length === 0) return ['lifecycle is empty: set at least one age, or omit it'];
  const problems = given
    .filter((step) => !(Number.isInteger(lifecycle[step]) && (lifecycle[step] as number) >= MIN_DAYS))
    .map((step) => `lifecycle.${step} is ${lifecycle[step]}: expected an integer of at least ${MIN_DAYS}`);
  given.slice(1).forEach((step, index) => {
    const before = given[index] as (typeof STEPS)[number];
    if ((lifecycle[step] as number) > (lifecycle[before] as number)) return;
    problems.push(
      `lifecycle.${step} is ${lifecycle[step]}, but must be greater than ${before}, which is ${lifecycle[before]}`,
    );
  });
  if (lifecycle.archiveAfterDays !== undefined) problems.push(...archiveProblems(redundancy));
  return problems;
}

/** Problems of an age for the archive tier, whatever its value, on an account with a redundancy such as `ZRS`. */
export function archiveProblems(redundancy: string): string[] {
  if (!WITHOUT_ARCHIVE.has(redundancy)) return [];
  return [
    `lifecycle.archiveAfterDays is set, but accounts with ${redundancy} have no archive tier: use LRS, GRS or RAGRS`,
  ];
}
