import type { Summary } from '../../flows/summary';

/** What is said of an increment that is written. */
export interface IncrementMeasurement {
  readonly blob: string;
  readonly summary: Summary;
  readonly bytes: number;
  readonly blocks: number;
  /** How often it was begun again, because somebody else was there first. */
  readonly restarts: number;
  /** How often the blob was deleted and written anew. */
  readonly recreated: number;
}

const MILLIS_PER_SECOND = 1000;

/** One log line of an increment. Its delay is from the time of its newest row to now; null without rows. */
export function incrementMetrics(measured: IncrementMeasurement, now: number): string {
  const { blob, summary, bytes, blocks, restarts, recreated } = measured;
  const { rows, rejects, duplicates, newest, byRejectCode, unknownFields } = summary;
  const delaySeconds = newest === null ? null : Math.max(0, (now - Number(newest)) / MILLIS_PER_SECOND);
  const counts = {
    increments: 1,
    rows,
    rejects,
    duplicates,
    bytes,
    blocks,
    restarts,
    recreated,
    delaySeconds,
  };
  return JSON.stringify({ ...counts, blob, byRejectCode, unknownFields });
}

/** One log line of a message: how many blobs it tells of, and how many of its events are of something else. */
export function messageMetrics(blobs: number, ignored: number): string {
  return JSON.stringify({ events: blobs, ignoredEvents: ignored });
}

/** One log line of a sweep: blobs it saw, and how many of them had grown without an event having been heard. */
export function sweepMetrics(measured: { blobs: number; healed: number; failed: number }): string {
  const { blobs, healed, failed } = measured;
  return JSON.stringify({ sweeps: 1, sweptBlobs: blobs, healedBlobs: healed, failedBlobs: failed });
}

/** One log line of a blob that could not be read this time. */
export function failure(blob: string, error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return JSON.stringify({ failedIncrements: 1, blob, error: name, message });
}

/** One log line of a blob that is not there any more: what it held beyond its cursor can not be read. */
export function gone(blob: string): string {
  return JSON.stringify({ goneBlobs: 1, blob });
}
