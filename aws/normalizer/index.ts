import { join } from 'node:path';
import { type BatchResponse, handle, type QueueEvent } from './handler';
import { readSettings } from './settings';
import { WorkerRunner } from './worker-runner';

/** Heap of the thread, as a part of the function's memory: the kernel, buffers and the code need the rest. */
const HEAP_SHARE = 0.5;
const DEFAULT_MEMORY_MEGABYTES = 1024;

/** Read once per cold start, so that an invalid configuration fails before the function receives a message. */
const settings = readSettings(process.env);
const runner = new WorkerRunner(join(__dirname, 'object-worker.mjs'), heapMegabytes());
runner.start();

/** The part of Lambda's context that the function uses. */
export interface InvocationContext {
  getRemainingTimeInMillis(): number;
}

/** Handler of the Lambda function. */
export async function handler(event: QueueEvent, invocation: InvocationContext): Promise<BatchResponse> {
  return handle(event, {
    settings,
    runner,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'normalizer',
    remainingMillis: () => invocation.getRemainingTimeInMillis(),
    now: Date.now,
    log: (line) => process.stdout.write(`${line}\n`),
    ...(settings.queueUrl && { delay: delayIn(settings.queueUrl) }),
  });
}

/** Loads the client of SQS when a message fails for the first time. */
function delayIn(queueUrl: string) {
  return async (receiptHandle: string, seconds: number) => {
    const { changeVisibility } = await import('./message-visibility.js');
    await changeVisibility(queueUrl, receiptHandle, seconds);
  };
}

function heapMegabytes(): number {
  const megabytes = Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE) || DEFAULT_MEMORY_MEGABYTES;
  return Math.floor(megabytes * HEAP_SHARE);
}
