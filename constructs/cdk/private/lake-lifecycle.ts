import type { Duration } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import {
  type Lifecycle,
  type LifecycleTransition,
  lifecycleProblems,
  lifecycleWarnings,
  StorageClass,
} from '../../../aws/retention';

/** Transitions and expiration of the objects in a bucket of the lake. */
export interface LakeLifecycle {
  /** Name of the prop that holds the transitions. */
  readonly name: string;
  /** @default - objects never expire */
  readonly retention?: Duration;
  readonly transitions?: readonly s3.Transition[];
  readonly objectLock?: s3.ObjectLockRetention;
  /** Whether queries must be able to read the objects until they expire. */
  readonly queryable: boolean;
}

/** Transitions that S3 rejects, or after which queries could not read the objects. */
export function transitionProblems(lifecycle: LakeLifecycle): string[] {
  const { name, transitions = [] } = lifecycle;
  const invalid = transitions.flatMap(singleProblems);
  if (invalid.length > 0) return invalid.map((problem) => `${name}: ${problem}`);
  if (hasTokens(lifecycle)) return [];
  // the problems of a construct are joined by semicolons
  return lifecycleProblems(inDays(lifecycle)).map((problem) => `${name}: ${problem.replace(/\.$/, '')}`);
}

/** Transitions that S3 accepts, but that cost more or keep objects longer than expected. */
export function transitionWarnings(lifecycle: LakeLifecycle): string[] {
  if (hasTokens(lifecycle)) return [];
  return lifecycleWarnings(inDays(lifecycle)).map((warning) => `${lifecycle.name}: ${warning}`);
}

const STORAGE_CLASSES: readonly string[] = Object.values(StorageClass);

/** Problems of one transition by itself. */
function singleProblems({ storageClass, transitionAfter, transitionDate }: s3.Transition): string[] {
  const problems: string[] = [];
  if (!STORAGE_CLASSES.includes(storageClass.value)) {
    problems.push(
      `storage class ${storageClass.value} is not supported in a transition: use one of ${STORAGE_CLASSES.join(', ')}`,
    );
  }
  if (transitionDate || !transitionAfter) {
    problems.push(
      `the transition to ${storageClass.value} has no age: set transitionAfter, and not transitionDate`,
    );
  }
  return problems;
}

function hasTokens({ retention, transitions = [] }: LakeLifecycle): boolean {
  return [retention, ...transitions.map(({ transitionAfter }) => transitionAfter)].some((age) =>
    age?.isUnresolved(),
  );
}

function inDays({ retention, transitions = [], objectLock, queryable }: LakeLifecycle): Lifecycle {
  return {
    expirationDays: retention?.toDays({ integral: false }),
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
