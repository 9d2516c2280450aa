import { setTimeout as wait } from 'node:timers/promises';
import { blobService, cursorStore, flowLogBlobs, tableStore } from './blob-stores';
import { credentialOf } from './credential';
import { emptyFile, translate } from './outputs';
import { rejectsAlone } from './rejects-alone';
import type { Settings } from './settings';
import type { Delivery, Surroundings } from './surroundings';

const FIRST_PAUSE_MILLIS = 50;
const LONGEST_PAUSE_MILLIS = 2_000;

/** Surroundings in Azure, as settings describe them. */
export function azureSurroundings(settings: Settings, delivery?: Delivery): Surroundings {
  const { flowLogs, tables, maxIncrementBytes } = settings;
  const credential = credentialOf(settings);
  const own = blobService(tables, credential);
  const table = tableStore(own.getContainerClient(tables.container), tables.prefix);
  return {
    blobs: flowLogBlobs(blobService(flowLogs, credential)),
    table: tables.rows ? table : rejectsAlone(table),
    cursors: cursorStore(own.getContainerClient(tables.cursorContainer)),
    delivery,
    maxIncrementBytes,
    translate,
    emptyFile,
    now: Date.now,
    log: (line) => process.stdout.write(`${line}\n`),
    // several that meet must not meet again
    pause: (tries) =>
      wait(Math.random() * Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** tries)) as Promise<void>,
  };
}
