import { parentPort, workerData } from 'node:worker_threads';
import { GlueClient } from '@aws-sdk/client-glue';
import { normalizeObject } from './normalize-object';
import { ObjectProgress } from './object-progress';
import { gluePartitions } from './partition-catalog';
import { PartitionRegistrar } from './partition-registrar';
import type { ObjectReference } from './s3-events';
import { s3Client, s3Store } from './s3-store';
import { readSettings, type Settings } from './settings';
import type { WorkerSetup } from './worker-runner';

const { progress } = workerData as WorkerSetup;
const settings = readSettings(process.env);
const context = {
  settings,
  store: s3Store(s3Client()),
  now: Date.now,
  progress: new ObjectProgress(progress),
  registrar: registrarOf(settings),
};

/** The thread of the function in which objects are normalized: receives an object, and sends its outcome. */
parentPort?.on('message', async (object: ObjectReference) => {
  parentPort?.postMessage(await normalizeObject(object, context));
});

function registrarOf({
  partitionDatabase,
  tableBucket,
  tablePrefix,
}: Settings): PartitionRegistrar | undefined {
  if (partitionDatabase === undefined) return undefined;
  const location = `s3://${tableBucket}/${tablePrefix}`.replace(/\/$/, '');
  return new PartitionRegistrar(gluePartitions(new GlueClient({}), partitionDatabase, location));
}
