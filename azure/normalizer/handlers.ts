import { blobEvents } from './blob-events';
import type { HandlerContext } from './handler-context';
import { bringUpToDate } from './increment';
import { failureMetrics, messageMetrics } from './metrics';
import type { Settings } from './settings';
import { sweep } from './sweep';

/** The context of the handlers in a deployed function. */
export interface FunctionContext extends HandlerContext {
  readonly settings: Settings;
}

/**
 * Reads the new blocks of the blobs that a queue message names.
 *
 * @throws Error if a blob could not be read, after all others were read. The Functions host delivers the message again up
 *   to five times, then moves it to the poison queue
 */
export async function onBlobEvents(message: unknown, context: FunctionContext): Promise<void> {
  const { blobs, ignored } = blobEvents(message, context.settings.flowLogs.containers);
  context.log(messageMetrics(blobs.length, ignored));
  const failed: unknown[] = [];
  for (const blob of blobs) {
    try {
      await bringUpToDate(blob, context);
    } catch (error) {
      context.log(failureMetrics(blob, error));
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}

/** Reads the new blocks of the last hours for which no message arrived. */
export async function onSweep(context: FunctionContext): Promise<void> {
  const { flowLogs, sweepHours } = context.settings;
  await sweep({ containers: flowLogs.containers, hours: sweepHours }, context);
}
