import { STORAGE_CLASSES, StorageClass } from './storage-class';

/** A transition of objects to another storage class. */
export interface LifecycleTransition {
  readonly storageClass: StorageClass;
  /** Days after the creation of the object. */
  readonly afterDays: number;
}

/** Lifecycle of the objects of a bucket or folder, in days after their creation. */
export interface Lifecycle {
  /**
   * Days until objects expire.
   *
   * @default - objects never expire
   */
  readonly expirationDays?: number;
  readonly transitions: readonly LifecycleTransition[];
  /** Whether Athena or the normalizer must be able to read the objects until they expire. */
  readonly queryable: boolean;
  /**
   * Days for which Object Lock protects an object from deletion.
   *
   * @default - Object Lock is off
   */
  readonly objectLockDays?: number;
}

/**
 * Returns the problems of a lifecycle: transitions that S3 rejects, and transitions after which the objects cannot be
 * read.
 *
 * Source: Amazon S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle".
 */
export function lifecycleProblems(lifecycle: Lifecycle): string[] {
  const problems = dayProblems(lifecycle);
  if (problems.length > 0) return problems;
  const { transitions, expirationDays, queryable } = lifecycle;
  return [
    ...orderProblems(sortedByDay(transitions)),
    ...transitions
      .filter(({ afterDays }) => afterDays >= (expirationDays ?? Infinity))
      .map((transition) => {
        const end = `objects expire after ${expirationDays} days`;
        return `${shown(transition)} has no effect, because ${end}. Remove it, or increase the expiration.`;
      }),
    ...transitions
      .filter(({ storageClass }) => queryable && !STORAGE_CLASSES[storageClass].isReadable)
      .map((transition) => {
        const advice = `Use ${StorageClass.GLACIER_IR}, or let the objects expire before it.`;
        return `${shown(transition)} makes objects unreadable until they are restored. ${advice}`;
      }),
  ];
}

/** Returns warnings for valid lifecycles that cost more, or retain objects longer, than they seem to. */
export function lifecycleWarnings(lifecycle: Lifecycle): string[] {
  if (lifecycleProblems(lifecycle).length > 0) return [];
  const { expirationDays = Infinity, objectLockDays = 0 } = lifecycle;
  const transitions = sortedByDay(lifecycle.transitions);
  return [
    ...transitions.flatMap(earlyWarning),
    ...transitions.flatMap((transition, index) => {
      const next = transitions[index + 1]?.afterDays ?? expirationDays;
      return shortWarning(transition, next - transition.afterDays);
    }),
    ...(objectLockDays > expirationDays
      ? [
          `Object Lock retains objects for ${objectLockDays} days, longer than their expiration after ${expirationDays} ` +
            'days. Expired objects are hidden but billed until the lock ends and a rule expires noncurrent versions.',
        ]
      : []),
  ];
}

/** Until 2026, S3 rejected a transition to infrequent access before this number of days. */
const FORMER_MINIMUM_DAYS = 30;
const INFREQUENT_ACCESS = [StorageClass.STANDARD_IA, StorageClass.ONEZONE_IA];

/**
 * Warns of an early transition. The Amazon S3 API Reference ("Transition") allows any day now. The CloudFormation
 * Template Reference ("AWS::S3::Bucket Transition") and the documentation of the regions in China do not.
 */
function earlyWarning(transition: LifecycleTransition): string[] {
  const { storageClass, afterDays } = transition;
  if (afterDays >= FORMER_MINIMUM_DAYS || !INFREQUENT_ACCESS.includes(storageClass)) return [];
  return [`${shown(transition)} can be rejected. Some regions require at least ${FORMER_MINIMUM_DAYS} days.`];
}

function shortWarning(transition: LifecycleTransition, days: number): string[] {
  const { minimumDays } = STORAGE_CLASSES[transition.storageClass];
  if (days >= minimumDays) return [];
  return [
    `${shown(transition)} leaves objects in the class for ${days} days. S3 bills at least ${minimumDays} days.`,
  ];
}

/** Problems of the order of transitions. */
function orderProblems(transitions: readonly LifecycleTransition[]): string[] {
  return transitions.slice(1).flatMap((transition, index) => {
    const before = transitions[index] as LifecycleTransition;
    const { storageClass } = transition;
    if (before.afterDays === transition.afterDays) {
      return [`${shown(before)} and ${shown(transition)} are on the same day. Remove one.`];
    }
    const earlier = transitions.slice(0, index + 1).find((one) => {
      return (
        one.storageClass === storageClass || STORAGE_CLASSES[one.storageClass].neverTo.includes(storageClass)
      );
    });
    if (!earlier) return [];
    const order = `${shown(transition)} is after ${shown(earlier)}`;
    return [`${order}. S3 does not move objects back. Put the colder class later.`];
  });
}

function dayProblems({ expirationDays, transitions, objectLockDays }: Lifecycle): string[] {
  const days = { expirationDays, objectLockDays };
  return [
    ...Object.entries(days)
      .filter(([, value]) => value !== undefined && !(Number.isInteger(value) && value >= 1))
      .map(([name, value]) => `${name}: expected whole days, at least 1, received ${value}.`),
    ...transitions
      .filter(({ afterDays }) => !(Number.isInteger(afterDays) && afterDays >= 0))
      .map((transition) => `${shown(transition)} is not valid. Specify whole days, at least 0.`),
  ];
}

function sortedByDay(transitions: readonly LifecycleTransition[]): LifecycleTransition[] {
  return transitions.toSorted((a, b) => a.afterDays - b.afterDays);
}

function shown({ storageClass, afterDays }: LifecycleTransition): string {
  return `the transition to ${storageClass} after ${afterDays} days`;
}
