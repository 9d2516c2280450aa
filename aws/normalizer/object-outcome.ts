import { FailureKind, failureKindOf } from './failure-kind';
import { failureMeasurement, type Measurement } from './metrics';
import { type ObjectReference, sourceOf } from './s3-events';

/** Whether an object needs no further attempt, and its metrics. */
export interface ObjectOutcome {
  /** Whether SQS can delete the message. */
  readonly succeeded: boolean;
  readonly measurement: Measurement;
  /**
   * Metrics of its threats, and of the enrichment files if they were loaded.
   *
   * @default - none
   */
  readonly further?: readonly Measurement[];
  /**
   * Lines for the log, each an object that JSON can represent.
   *
   * @default - none
   */
  readonly lines?: readonly object[];
  /** Cause of a failure. */
  readonly failure?: FailureKind;
}

/**
 * The outcome of an object that failed. An object that was deleted before it was read needs no further attempt.
 *
 * @param retries number of requests for the object that were repeated
 */
export function failure(object: ObjectReference, error: unknown, retries = 0): ObjectOutcome {
  const source = sourceOf(object);
  const kind = failureKindOf(error);
  if (kind === FailureKind.MISSING) {
    return {
      succeeded: true,
      measurement: { values: { MissingObjects: 1, Retries: retries }, properties: { source } },
    };
  }
  const { values, properties } = failureMeasurement(source, error);
  return {
    succeeded: false,
    failure: kind,
    measurement: { values: { ...values, Retries: retries }, properties: { ...properties, failure: kind } },
  };
}

/** The outcome of an object that no flow log wrote, and that the function did not read. */
export function skipped(object: ObjectReference, reason: string, isStreamError: boolean): ObjectOutcome {
  const values = isStreamError ? { StreamErrorObjects: 1 } : { SkippedObjects: 1 };
  return { succeeded: true, measurement: { values, properties: { source: sourceOf(object), reason } } };
}
