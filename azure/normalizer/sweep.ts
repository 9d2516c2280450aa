import { type HourRange, isFlowLogBlob, isHour, mayContain } from './blob-hours';
import type { HandlerContext } from './handler-context';
import { bringUpToDate } from './increment';
import { failureMetrics, sweepMetrics } from './metrics';
import { checkTime, OutOfTime } from './out-of-time';
import type { FlowLogBlobs, ListedBlob } from './stores';

const MILLIS_PER_HOUR = 3_600_000;

/** Range of a sweep. */
export interface SweepOptions {
  readonly containers: readonly string[];
  /** Number of hours, including the current one. */
  readonly hours: number;
}

/**
 * Reads every blob of the last hours whose ETag differs from that in its cursor. This corrects lost, late and unordered
 * events.
 *
 * @throws Error if a blob could not be read, after all others were read, or if the time of the invocation is over: the
 *   next sweep continues
 */
export async function sweep({ containers, hours }: SweepOptions, context: HandlerContext): Promise<void> {
  const to = new Date(context.now());
  const from = new Date(to.getTime() - (hours - 1) * MILLIS_PER_HOUR);
  const measured = { blobs: 0, healed: 0, failed: 0 };
  for await (const { blob, etag } of blobsOf({ from, to }, containers, context.blobs)) {
    measured.blobs++;
    try {
      checkTime(context, blob);
      const { cursor } = await context.cursors.load(blob);
      if (cursor.etag === etag && !cursor.pending) continue;
      await bringUpToDate(blob, context);
      measured.healed++;
    } catch (error) {
      if (error instanceof OutOfTime) {
        context.log(failureMetrics(blob, error));
        measured.failed++;
        break;
      }
      measured.failed++;
      context.log(failureMetrics(blob, error));
    }
  }
  context.log(sweepMetrics(measured));
  if (measured.failed > 0) throw new Error(`${measured.failed} of ${measured.blobs} blobs could not be read`);
}

/** The flow-log blobs of a range of hours. The dates in the paths limit the listing to these days. */
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
    if ('prefix' in child && mayContain(child.prefix, range)) yield* blobsIn(child.prefix, range, blobs);
  }
}
