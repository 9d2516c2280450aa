import type { FeedReport } from '../../flows/enrichment/feed-reports';
import { sightingLine } from '../../flows/enrichment/sighting-line';
import type { ThreatSightings } from '../../flows/enrichment/threat-sightings';
import { LostRecordsError } from '../../flows/lost-records-error';
import type { Summary } from '../../flows/summary';

/** Measurements of a written increment. */
export interface IncrementMeasurement {
  readonly blob: string;
  readonly summary: Summary;
  readonly bytes: number;
  readonly blocks: number;
  /** Number of attempts that failed because another invocation was faster. */
  readonly restarts: number;
  /** Number of times the blob was deleted and created again. */
  readonly recreated: number;
}

const MILLIS_PER_SECOND = 1000;

/** The log line of an increment. `delaySeconds` is the age of its newest row; null without rows. */
export function incrementMetrics(measured: IncrementMeasurement, now: number): string {
  const { blob, summary, bytes, blocks, restarts, recreated } = measured;
  const { rows, rejects, duplicates, newest, byRejectCode, unknownFields, invalidValues } = summary;
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
  return JSON.stringify({ ...counts, blob, byRejectCode, unknownFields, invalidValues });
}

/** The log line of a queue message: the number of blobs in it, and the number of events that the handler ignored. */
export function messageMetrics(blobs: number, ignored: number): string {
  return JSON.stringify({ events: blobs, ignoredEvents: ignored });
}

/** The log line of a sweep: the number of blobs listed, of those with blocks that no event had announced, and of failures. */
export function sweepMetrics(measured: { blobs: number; healed: number; failed: number }): string {
  const { blobs, healed, failed } = measured;
  return JSON.stringify({ sweeps: 1, sweptBlobs: blobs, healedBlobs: healed, failedBlobs: failed });
}

/** The log line of a blob that could not be read in this attempt. */
export function failureMetrics(blob: string, error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const lost = error instanceof LostRecordsError ? { lostRecords: Math.abs(error.lost) } : {};
  return JSON.stringify({ failedIncrements: 1, ...lost, blob, error: name, message });
}

/** The log line of a blob that no longer exists. Its blocks after the cursor are lost. */
export function goneMetrics(blob: string): string {
  return JSON.stringify({ goneBlobs: 1, blob });
}

/** The log line of a check of the threat lists and databases. */
export function enrichmentMetrics({ loaded, failed, badEntries, ageSeconds, details }: FeedReport): string {
  return JSON.stringify({
    enrichmentFiles: loaded,
    failedEnrichmentFiles: failed,
    invalidEnrichmentEntries: badEntries,
    enrichmentAgeSeconds: ageSeconds,
    ...details,
  });
}

/**
 * The log lines of the listed addresses in the rows of an increment. The lines of an increment that is written again are the
 * same, so that a query can count each of them once.
 *
 * @param increment - file name of the outputs of the increment
 */
export function sightingMetrics(
  { sightings, omitted }: ThreatSightings,
  blob: string,
  increment: string,
): string[] {
  return [
    ...sightings.map((sighting) => JSON.stringify({ ...sightingLine(sighting, blob), increment })),
    ...(omitted.sightings > 0 ? [JSON.stringify({ omittedSightings: omitted, blob, increment })] : []),
  ];
}
