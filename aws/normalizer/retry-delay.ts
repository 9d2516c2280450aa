import { FailureKind } from './failure-kind';

const MINUTE = 60;

/** Delays after a transient failure, in seconds: they grow by the number of deliveries. */
const FIRST_DELAY = 30;
const GROWTH = 4;
const LONGEST_DELAY = 30 * MINUTE;

/** Largest part of a delay that is added or subtracted at random, so that messages do not return at the same time. */
const JITTER = 0.25;

/** Delays after other failures, in seconds. The cause needs a fix, so a short delay would only use up deliveries. */
const DELAYS: Readonly<Record<Exclude<FailureKind, FailureKind.TRANSIENT>, number>> = {
  [FailureKind.ACCESS]: 15 * MINUTE,
  [FailureKind.MISSING]: 15 * MINUTE,
  [FailureKind.INPUT]: 5 * MINUTE,
  [FailureKind.OTHER]: 15 * MINUTE,
};

/**
 * Returns after how many seconds SQS delivers a failed message again. ADR 42 derives the delays.
 *
 * @param kind cause of the failure
 * @param receiveCount how often SQS has delivered the message, from 1
 * @param random number from 0 to 1
 */
export function retryDelaySeconds(kind: FailureKind, receiveCount: number, random = Math.random()): number {
  if (kind !== FailureKind.TRANSIENT) return DELAYS[kind];
  const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * GROWTH ** (receiveCount - 1));
  return Math.round(delay * (1 + JITTER * (2 * random - 1)));
}
