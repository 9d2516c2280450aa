import { failureMeasurement, type Measurement } from './metrics';
import { type ObjectReference, sourceOf } from './s3-events';

/** Whether an object was normalized, and its metrics. */
export interface ObjectOutcome {
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
}

/** The outcome of an object that failed. */
export function failure(object: ObjectReference, error: unknown): ObjectOutcome {
  return { succeeded: false, measurement: failureMeasurement(sourceOf(object), error) };
}
