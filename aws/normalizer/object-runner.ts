import type { ObjectOutcome } from './object-outcome';
import type { ObjectProgress } from './object-progress';
import type { ObjectReference } from './s3-events';

/** Runs the normalization of objects, one at a time. */
export interface ObjectRunner {
  /** Normalizes an object. Stops it after the given time, whatever it does. */
  run(object: ObjectReference, maxMillis: number): Promise<ObjectOutcome>;
}

/** The error of an object that needed more time than allowed. */
export class ObjectTimeoutError extends Error {
  override readonly name = 'ObjectTimeoutError';

  constructor(maxMillis: number, progress: ObjectProgress) {
    super(
      `the object was stopped after ${maxMillis / 1000} seconds: ${progress}. Download it and run \`flow-logs normalize\`, ` +
        'which has no time limit.',
    );
  }
}

/** The error of an object that needed more memory than allowed. */
export class ObjectMemoryError extends Error {
  override readonly name = 'ObjectMemoryError';

  constructor(heapMegabytes: number, progress: ObjectProgress) {
    super(
      `the object needs more than ${heapMegabytes} MB of heap: ${progress}. Download it and run \`flow-logs normalize\` on ` +
        'a machine with more memory.',
    );
  }
}
