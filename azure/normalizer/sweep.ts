import { type HourRange, isFlowLogBlob, isHour, mayHold } from './blob-hours';
import { bringUpToDate } from './increment';
import { failure, sweepMetrics } from './metrics';
import type { FlowLogBlobs, ListedBlob } from './stores';
import type { Surroundings } from './surroundings';

const MILLIS_PER_HOUR = 3_600_000;

/** What a sweep looks through. */
export interface SweepOptions {
  readonly containers: readonly string[];
  /** How many hours back, with the running one. */
  readonly hours: number;
}

/**
 * Reads every blob of the last hours that is not in the state in which its cursor left it: events that were lost, came
 * too late or in the wrong order do no harm.
 *
 * @throws Error if a blob could not be read; all others are read first
 */
export async function sweep({ containers, hours }: SweepOptions, surroundings: Surroundings): Promise<void> {
  const to = new Date(surroundings.now());
  const from = new Date(to.getTime() - (hours - 1) * MILLIS_PER_HOUR);
  const measured = { blobs: 0, healed: 0, failed: 0 };
  for await (const { blob, etag } of blobsOf({ from, to }, containers, surroundings.blobs)) {
    measured.blobs++;
    try {
      const { cursor } = await surroundings.cursors.load(blob);
      if (cursor.etag === etag && !cursor.pending) continue;
      await bringUpToDate(blob, surroundings);
      measured.healed++;
    } catch (error) {
      measured.failed++;
      surroundings.log(failure(blob, error));
    }
  }
  surroundings.log(sweepMetrics(measured));
  if (measured.failed > 0) throw new Error(`${measured.failed} of ${measured.blobs} blobs could not be read`);
}

/** The flow-log blobs of some hours, found by the dates in their paths: no other day is listed. */
export async function* blobsOf(
  range: HourRange,
  containers: readonly string[],
  blobs: FlowLogBlobs,
): AsyncGenerator<ListedBlob> {
  for (const container of containers) yield* blobsIn(`${container}/`, range, blobs);
}

async function* blobsIn(prefix: string, range: HourRange, blobs: FlowLogBlobs): AsyncGenerator<ListedBlob> {
  if (isHour(prefix)) {
    for await (const found of blobs.below(prefix)) if (isFlowLogBlob(found.blob)) yield found;
    return;
  }
  for await (const child of blobs.children(prefix)) {
    if ('prefix' in child && mayHold(child.prefix, range)) yield* blobsIn(child.prefix, range, blobs);
  }
}
