import { app } from '@azure/functions';
import { azureContext } from './azure-context';
import { credentialOf } from './credential';
import { type FunctionContext, onBlobEvents, onSweep } from './handlers';
import { logDeliveryOf } from './log-delivery';
import { ENVIRONMENT, readSettings, TRIGGERS, WORK_MILLIS } from './settings';

/** Read once, at the cold start, so that an invalid configuration fails before the host delivers a message. */
const settings = readSettings(process.env);
const delivery = logDeliveryOf(process.env, credentialOf(settings));
if (!settings.tables.rows && !delivery) {
  throw new Error(
    `the normalizer has no destination for rows: ${ENVIRONMENT.tableRows} is false, and no ingestion endpoint is set`,
  );
}
const context = { ...azureContext(settings, { delivery }), settings };

/** Handler of the event queue. */
export const blobEventHandler = (message: unknown): Promise<void> => onBlobEvents(message, inTime());

/** Handler of the timer. */
export const sweepHandler = (): Promise<void> => onSweep(inTime());

/** The context of an invocation that begins now. */
function inTime(): FunctionContext {
  return { ...context, deadline: Date.now() + WORK_MILLIS };
}

app.storageQueue('blobEvents', {
  queueName: `%${TRIGGERS.eventQueue}%`,
  connection: TRIGGERS.eventStorage,
  handler: blobEventHandler,
});

app.timer('sweep', { schedule: `%${TRIGGERS.sweepSchedule}%`, handler: sweepHandler });
