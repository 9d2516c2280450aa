import type { Duration } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import {
  type Lifecycle,
  type LifecycleTransition,
  lifecycleProblems,
  lifecycleWarnings,
  StorageClass,
} from '../../../aws/retention';

/** What becomes of the objects of a bucket of the lake. */
export interface LakeLifecycle {
  /** Name of the prop with the transitions. */
  readonly name: string;
  readonly retention: Duration;
  readonly transitions?: readonly s3.Transition[];
  readonly objectLock?: s3.ObjectLockRetention;
  /** Whether the objects must be readable as long as they are there. */
  readonly queryable: boolean;
}

/** What S3 would refuse, and what could not be read any more. */
export function transitionProblems(lifecycle: LakeLifecycle): string[] {
  const { name, transitions = [] } = lifecycle;
  const odd = transitions.flatMap(oddities);
  if (odd.length > 0) return odd.map((problem) => `${name}: ${problem}`);
  if (isKnownLater(lifecycle)) return [];
  return lifecycleProblems(inDays(lifecycle)).map((problem) => `${name}: ${problem}`);
}

/** What is allowed, but costs more or keeps longer than it seems. */
export function transitionWarnings(lifecycle: LakeLifecycle): string[] {
  if (isKnownLater(lifecycle)) return [];
  return lifecycleWarnings(inDays(lifecycle)).map((warning) => `${lifecycle.name}: ${warning}`);
}

const STORAGE_CLASSES: readonly string[] = Object.values(StorageClass);

function oddities({ storageClass, transitionAfter, transitionDate }: s3.Transition): string[] {
  const problems: string[] = [];
  if (!STORAGE_CLASSES.includes(storageClass.value)) {
    problems.push(
      `no rule moves objects to ${storageClass.value}: give one of ${STORAGE_CLASSES.join(', ')}`,
    );
  }
  if (transitionDate || !transitionAfter) {
    problems.push(`the move to ${storageClass.value} has no age: give transitionAfter alone`);
  }
  return problems;
}

function isKnownLater({ retention, transitions = [] }: LakeLifecycle): boolean {
  return [retention, ...transitions.map(({ transitionAfter }) => transitionAfter)].some((age) =>
    age?.isUnresolved(),
  );
}

function inDays({ retention, transitions = [], objectLock, queryable }: LakeLifecycle): Lifecycle {
  return {
    expirationDays: retention.toDays({ integral: false }),
    transitions: transitions.map(
      ({ storageClass, transitionAfter }): LifecycleTransition => ({
        storageClass: storageClass.value as StorageClass,
        afterDays: (transitionAfter as Duration).toDays({ integral: false }),
      }),
    ),
    queryable,
    objectLockDays: objectLock?.duration.toDays(),
  };
}
