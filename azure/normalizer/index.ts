import { app } from '@azure/functions';
import { azureSurroundings } from './azure-surroundings';
import { credentialOf } from './credential';
import { onBlobEvents, onSweep } from './functions';
import { logDeliveryOf } from './log-delivery';
import { ENVIRONMENT, readSettings, TRIGGERS } from './settings';

/** Made once, at the cold start: a wrong configuration fails there, before any message is taken. */
const settings = readSettings(process.env);
const delivery = logDeliveryOf(process.env, credentialOf(settings));
if (!settings.tables.rows && !delivery) {
  throw new Error(
    `the normalizer is not configured: ${ENVIRONMENT.tableRows} is false, and rows go nowhere else`,
  );
}
const surroundings = { ...azureSurroundings(settings, delivery), settings };

/** Handler of the queue of events. */
export const blobEventHandler = (message: unknown): Promise<void> => onBlobEvents(message, surroundings);

/** Handler of the timer. */
export const sweepHandler = (): Promise<void> => onSweep(surroundings);

app.storageQueue('blobEvents', {
  queueName: `%${TRIGGERS.eventQueue}%`,
  connection: TRIGGERS.eventStorage,
  handler: blobEventHandler,
});

app.timer('sweep', { schedule: `%${TRIGGERS.sweepSchedule}%`, handler: sweepHandler });
