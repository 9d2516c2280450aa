import { parentPort, workerData } from 'node:worker_threads';
import { EnrichmentFeed } from '../../flows/enrichment/enrichment-feed';
import type { EnrichmentSource } from './enrichment-source';
import { FeedSource } from './feed-source';
import { normalizeObject } from './normalize-object';
import { ObjectProgress } from './object-progress';
import type { PartitionCatalog } from './partition-catalog';
import { PartitionRegistrar } from './partition-registrar';
import type { ObjectReference } from './s3-events';
import { S3Folder } from './s3-folder';
import { s3Client, s3Store } from './s3-store';
import { readSettings, type Settings } from './settings';
import { TypeMetrics } from './threat-report';
import type { WorkerSetup } from './worker-runner';

const MINUTE = 60_000;

const { progress } = workerData as WorkerSetup;
const settings = readSettings(process.env);
const context = {
  settings,
  store: s3Store(s3Client()),
  now: Date.now,
  progress: new ObjectProgress(progress),
  registrar: registrarOf(settings),
  enrichment: enrichmentOf(settings),
};

/** The thread of the function in which objects are normalized: receives an object, and sends its outcome. */
parentPort?.on('message', async (object: ObjectReference) => {
  parentPort?.postMessage(await normalizeObject(object, context));
});

function enrichmentOf({ enrichment }: Settings): EnrichmentSource | undefined {
  if (enrichment === undefined) return undefined;
  const { bucket, prefix, refreshMillis, types } = enrichment;
  // the SDK retries these requests, which do not belong to an object
  const folder = new S3Folder(s3Client({ maxAttempts: 3 }), bucket, prefix);
  const feed = new EnrichmentFeed(folder, { refreshMinutes: refreshMillis / MINUTE });
  return new FeedSource(feed, new TypeMetrics(types), Date.now);
}

function registrarOf({
  partitionDatabase,
  tableBucket,
  tablePrefix,
}: Settings): PartitionRegistrar | undefined {
  if (partitionDatabase === undefined) return undefined;
  const location = `s3://${tableBucket}/${tablePrefix}`.replace(/\/$/, '');
  return new PartitionRegistrar(lazyCatalog(partitionDatabase, location));
}

/** Loads the client of AWS Glue with the first new partition. */
function lazyCatalog(database: string, location: string): PartitionCatalog {
  let catalog: Promise<PartitionCatalog> | undefined;
  const load = async () => (await import('./partition-catalog.js')).gluePartitions(database, location);
  return {
    async register(table, partitions) {
      catalog ??= load();
      await (await catalog).register(table, partitions);
    },
  };
}
