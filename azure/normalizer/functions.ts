import { blobEvents } from './blob-events';
import { bringUpToDate } from './increment';
import { failure, messageMetrics } from './metrics';
import type { Settings } from './settings';
import type { Surroundings } from './surroundings';
import { sweep } from './sweep';

/** What the handlers work with. */
export interface FunctionSurroundings extends Surroundings {
  readonly settings: Settings;
}

/**
 * Reads what the blobs of a queue message have grown by.
 *
 * @throws Error if one of them could not be read; the message is delivered again then, five times, and ends in the
 *   queue of poison messages
 */
export async function onBlobEvents(message: unknown, surroundings: FunctionSurroundings): Promise<void> {
  const { blobs, ignored } = blobEvents(message, surroundings.settings.flowLogs.containers);
  surroundings.log(messageMetrics(blobs.length, ignored));
  const failed: unknown[] = [];
  for (const blob of blobs) {
    try {
      await bringUpToDate(blob, surroundings);
    } catch (error) {
      surroundings.log(failure(blob, error));
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}

/** Looks through the last hours for what no message has told. */
export async function onSweep(surroundings: FunctionSurroundings): Promise<void> {
  const { flowLogs, sweepHours } = surroundings.settings;
  await sweep({ containers: flowLogs.containers, hours: sweepHours }, surroundings);
}
