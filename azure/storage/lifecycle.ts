/** Ages in days at which raw blobs become colder and go. */
export interface RawLifecycle {
  /**
   * Age at which blobs become cool.
   *
   * @default - they do not
   */
  readonly coolAfterDays?: number;

  /**
   * Age at which blobs become cold.
   *
   * @default - they do not
   */
  readonly coldAfterDays?: number;

  /**
   * Age at which blobs are archived. Archived blobs must be rehydrated before they can be read again.
   *
   * @default - they are not
   */
  readonly archiveAfterDays?: number;

  /**
   * Age at which blobs are deleted.
   *
   * @default - they are kept
   */
  readonly deleteAfterDays?: number;
}

/** The ages in the order in which they must come. */
const STEPS = ['coolAfterDays', 'coldAfterDays', 'archiveAfterDays', 'deleteAfterDays'] as const;

/** An hour's blob grows for an hour, so no step may come on its first day. */
const MIN_DAYS = 1;

/** Redundancies that have no archive. Source: Azure Storage documentation, "Access tiers for blob data". */
const WITHOUT_ARCHIVE = new Set(['ZRS', 'GZRS', 'RAGZRS']);

/** What is wrong with a lifecycle of an account with this redundancy. */
export function lifecycleProblems(lifecycle: RawLifecycle, redundancy: string): string[] {
  const given = STEPS.filter((step) => lifecycle[step] !== undefined);
  if (given.length === 0) return ['lifecycle says nothing: name an age, or leave it out'];
  const problems = given
    .filter((step) => !(Number.isInteger(lifecycle[step]) && (lifecycle[step] as number) >= MIN_DAYS))
    .map(
      (step) => `lifecycle.${step} is ${lifecycle[step]}: it must be a whole number of days from ${MIN_DAYS}`,
    );
  given.slice(1).forEach((step, index) => {
    const before = given[index] as (typeof STEPS)[number];
    if ((lifecycle[step] as number) > (lifecycle[before] as number)) return;
    problems.push(
      `lifecycle.${step} is ${lifecycle[step]}, but ${before} is ${lifecycle[before]}: it must come later`,
    );
  });
  if (lifecycle.archiveAfterDays !== undefined && WITHOUT_ARCHIVE.has(redundancy)) {
    problems.push(
      `lifecycle.archiveAfterDays is given, but accounts with ${redundancy} have no archive: choose LRS, GRS or RAGRS`,
    );
  }
  return problems;
}
