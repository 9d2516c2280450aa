import { failureMeasurement, type Measurement } from './metrics';
import { type ObjectReference, sourceOf } from './s3-events';

/** Whether an object was normalized, and its metrics. */
export interface ObjectOutcome {
  readonly succeeded: boolean;
  readonly measurement: Measurement;
}

/** The outcome of an object that failed. */
export function failure(object: ObjectReference, error: unknown): ObjectOutcome {
  return { succeeded: false, measurement: failureMeasurement(sourceOf(object), error) };
}
