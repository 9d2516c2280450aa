import { setTimeout as wait } from 'node:timers/promises';
import { EnrichmentFeed } from '../../flows/enrichment/enrichment-feed';
import { BlobFolder } from './blob-folder';
import { blobService, cursorStore, flowLogBlobs, tableStore } from './blob-stores';
import { credentialOf } from './credential';
import { FeedEnrichment } from './enrichment';
import type { Delivery, HandlerContext } from './handler-context';
import { emptyFile, translate } from './outputs';
import { rejectsOnlyStore } from './rejects-only-store';
import type { Settings } from './settings';

const FIRST_PAUSE_MILLIS = 50;
const LONGEST_PAUSE_MILLIS = 2_000;

/** Parts of a context that depend on where it runs. */
export interface ContextParts {
  /** @default - rows are only written to the tables */
  readonly delivery?: Delivery;
  /** @default - writes to the standard output, which the Functions host logs */
  readonly log?: HandlerContext['log'];
}

/** The context of a function that is deployed to Azure, or of the command line. */
export function azureContext(
  settings: Settings,
  { delivery, log = print }: ContextParts = {},
): HandlerContext {
  const { flowLogs, tables, enrichment, maxIncrementBytes } = settings;
  const credential = credentialOf(settings);
  const account = blobService(tables, credential);
  const { compatible } = tables;
  const feed =
    enrichment &&
    new EnrichmentFeed(new BlobFolder(account.getContainerClient(enrichment.container)), {
      refreshMinutes: enrichment.refreshMinutes,
    });
  const table = tableStore(account.getContainerClient(tables.container), tables.prefix);
  return {
    blobs: flowLogBlobs(blobService(flowLogs, credential)),
    table: tables.rows ? table : rejectsOnlyStore(table),
    cursors: cursorStore(account.getContainerClient(tables.cursorContainer)),
    delivery,
    enrichment: feed && new FeedEnrichment(feed, log),
    maxIncrementBytes,
    translate: (bytes, request) => translate(bytes, { ...request, compatible }),
    emptyFile,
    now: Date.now,
    log,
    // random, so that concurrent invocations do not collide again
    pause: (tries) =>
      wait(Math.random() * Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** tries)) as Promise<void>,
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
