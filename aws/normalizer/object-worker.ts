import { parentPort, workerData } from 'node:worker_threads';
import { S3Client } from '@aws-sdk/client-s3';
import { normalizeObject } from './normalize-object';
import { ObjectProgress } from './object-progress';
import type { ObjectReference } from './s3-events';
import { s3Store } from './s3-store';
import { readSettings } from './settings';
import type { WorkerSetup } from './worker-runner';

const { progress } = workerData as WorkerSetup;
const context = {
  settings: readSettings(process.env),
  store: s3Store(new S3Client({})),
  now: Date.now,
  progress: new ObjectProgress(progress),
};

/** The thread of the function in which objects are normalized: receives an object, and sends its outcome. */
parentPort?.on('message', async (object: ObjectReference) => {
  parentPort?.postMessage(await normalizeObject(object, context));
});
