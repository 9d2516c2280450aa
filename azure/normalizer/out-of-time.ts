import type { HandlerContext } from './handler-context';

/** The time of an invocation is over before all its work has begun. What it has written stays, and a later one continues. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** @throws OutOfTime if the deadline of the invocation has passed */
export function checkTime({ deadline, now }: HandlerContext, blob: string): void {
  if (deadline === undefined || now() < deadline) return;
  throw new OutOfTime(
    `the time of the invocation ended before all new blocks of ${blob} were read; a later invocation continues`,
  );
}
