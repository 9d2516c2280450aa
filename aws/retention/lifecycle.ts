import { STORAGE_CLASSES, StorageClass } from './storage-class';

/** When objects are moved to another storage class. */
export interface LifecycleTransition {
  readonly storageClass: StorageClass;
  /** Days after the object was made. */
  readonly afterDays: number;
}

/** What becomes of the objects of a bucket or folder, in days after they were made. */
export interface Lifecycle {
  /** @default - never */
  readonly expirationDays?: number;
  readonly transitions: readonly LifecycleTransition[];
  /** Whether Athena or the normalizer must be able to read the objects as long as they are there. */
  readonly queryable: boolean;
  /** Days for which nobody can delete an object. @default - Object Lock is off */
  readonly objectLockDays?: number;
}

/**
 * Why S3 would refuse the lifecycle, or the objects could not be read.
 *
 * Source: Amazon S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle".
 */
export function lifecycleProblems(lifecycle: Lifecycle): string[] {
  const problems = dayProblems(lifecycle);
  if (problems.length > 0) return problems;
  const { transitions, expirationDays, queryable } = lifecycle;
  return [
    ...orderProblems(inTime(transitions)),
    ...transitions
      .filter(({ afterDays }) => afterDays >= (expirationDays ?? Infinity))
      .map((transition) => {
        const end = `objects expire after ${expirationDays} days`;
        return `${shown(transition)} comes too late, ${end}: leave it out, or let them expire later`;
      }),
    ...transitions
      .filter(({ storageClass }) => queryable && !STORAGE_CLASSES[storageClass].isReadable)
      .map((transition) => {
        const advice = `take ${StorageClass.GLACIER_IR}, or let them expire before`;
        return `${shown(transition)} makes objects unreadable until they are restored: ${advice}`;
      }),
  ];
}

/** What is allowed, but costs more or keeps longer than it seems. */
export function lifecycleWarnings(lifecycle: Lifecycle): string[] {
  if (lifecycleProblems(lifecycle).length > 0) return [];
  const { expirationDays = Infinity, objectLockDays = 0 } = lifecycle;
  const transitions = inTime(lifecycle.transitions);
  return [
    ...transitions.flatMap(earlyWarning),
    ...transitions.flatMap((transition, index) => {
      const next = transitions[index + 1]?.afterDays ?? expirationDays;
      return shortWarning(transition, next - transition.afterDays);
    }),
    ...(objectLockDays > expirationDays
      ? [
          `objects are locked for ${objectLockDays} days and outlive their expiration after ${expirationDays}: they ` +
            'are hidden then, but stay and are paid for until the lock ends and a rule expires noncurrent versions',
        ]
      : []),
  ];
}

/** Infrequent access before so many days was refused by S3 until 2026. */
const LONG_REFUSED_DAYS = 30;
const INFREQUENT_ACCESS = [StorageClass.STANDARD_IA, StorageClass.ONEZONE_IA];

/**
 * The API Reference of S3 allows any day now ("Transition"); that of CloudFormation ("AWS::S3::Bucket Transition")
 * and that of the regions in China do not.
 */
function earlyWarning(transition: LifecycleTransition): string[] {
  const { storageClass, afterDays } = transition;
  if (afterDays >= LONG_REFUSED_DAYS || !INFREQUENT_ACCESS.includes(storageClass)) return [];
  return [`${shown(transition)} may be refused: not every region takes less than ${LONG_REFUSED_DAYS} days`];
}

function shortWarning(transition: LifecycleTransition, days: number): string[] {
  const { minimumDays } = STORAGE_CLASSES[transition.storageClass];
  if (days >= minimumDays) return [];
  return [
    `${shown(transition)} keeps objects there for ${days} days, of which ${minimumDays} are paid for at least`,
  ];
}

/** Each step must be one that S3 makes. */
function orderProblems(transitions: readonly LifecycleTransition[]): string[] {
  return transitions.slice(1).flatMap((transition, index) => {
    const before = transitions[index] as LifecycleTransition;
    const { storageClass } = transition;
    if (before.afterDays === transition.afterDays) {
      return [`${shown(before)} and ${shown(transition)} are on the same day: leave one out`];
    }
    const earlier = transitions.slice(0, index + 1).find((one) => {
      return (
        one.storageClass === storageClass || STORAGE_CLASSES[one.storageClass].neverTo.includes(storageClass)
      );
    });
    if (!earlier) return [];
    const fault = `${shown(transition)} comes after ${shown(earlier)}`;
    return [`${fault}, and S3 moves nothing back: put the colder class later`];
  });
}

function dayProblems({ expirationDays, transitions, objectLockDays }: Lifecycle): string[] {
  const days = { expirationDays, objectLockDays };
  return [
    ...Object.entries(days)
      .filter(([, value]) => value !== undefined && !(Number.isInteger(value) && value >= 1))
      .map(([name, value]) => `${name} is ${value}: give whole days, 1 or more`),
    ...transitions
      .filter(({ afterDays }) => !(Number.isInteger(afterDays) && afterDays >= 0))
      .map((transition) => `${shown(transition)} is on no day: give whole days, 0 or more`),
  ];
}

function inTime(transitions: readonly LifecycleTransition[]): LifecycleTransition[] {
  return transitions.toSorted((a, b) => a.afterDays - b.afterDays);
}

function shown({ storageClass, afterDays }: LifecycleTransition): string {
  return `the move to ${storageClass} after ${afterDays} days`;
}
