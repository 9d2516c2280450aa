import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { failure, type ObjectOutcome } from './object-outcome';
import { ObjectProgress } from './object-progress';
import { ObjectMemoryError, type ObjectRunner, ObjectTimeoutError } from './object-runner';
import type { ObjectReference } from './s3-events';

const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

/** A thread that ends needs milliseconds; a system call can delay it. */
const MAX_STOP_MILLIS = 2_000;

/** What a thread gets when it starts. */
export interface WorkerSetup {
  readonly progress: SharedArrayBuffer;
}

/**
 * Normalizes objects in a thread. The main thread stays able to stop it, whether it waits or computes, and an object that
 * exhausts the heap ends its thread only. The thread is used again until an object ends it.
 */
export class WorkerRunner implements ObjectRunner {
  private thread: ObjectThread | undefined;

  /**
   * @param script file that the thread runs: it answers each object with its outcome
   * @param heapMegabytes largest heap of the thread
   */
  constructor(
    private readonly script: string,
    private readonly heapMegabytes: number,
  ) {}

  /** Starts the thread before the first object needs it. */
  start(): void {
    if (this.thread?.hasEnded) this.thread = undefined;
    this.thread ??= new ObjectThread(this.script, this.heapMegabytes);
  }

  async run(object: ObjectReference, maxMillis: number): Promise<ObjectOutcome> {
    try {
      this.start();
      return await (this.thread as ObjectThread).outcome(object, maxMillis);
    } catch (error) {
      const retries = this.thread?.retries;
      await this.thread?.stop();
      this.thread = undefined;
      return failure(object, error, retries);
    }
  }
}

class ObjectThread {
  private readonly progress = new ObjectProgress();
  /** All temporary files of the thread are in it. */
  private readonly workspace = mkdtempSync(join(tmpdir(), 'flow-objects-'));
  private readonly worker: Worker;
  private readonly deleteFiles = () => {
    process.off('exit', this.deleteFiles);
    rmSync(this.workspace, { recursive: true, force: true });
  };
  private fail: ((error: Error) => void) | undefined;
  /** Whether the thread cannot take another object. */
  hasEnded = false;

  constructor(
    script: string,
    private readonly heapMegabytes: number,
  ) {
    const workerData: WorkerSetup = { progress: this.progress.memory };
    this.worker = new Worker(script, {
      workerData,
      env: { ...process.env, TMPDIR: this.workspace },
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    this.worker.on('error', (error) => this.end(this.explained(error)));
    this.worker.on('exit', (code) =>
      this.end(new Error(`the thread of the object exited with code ${code}`)),
    );
    this.worker.unref();
    process.once('exit', this.deleteFiles);
  }

  /** Number of requests for the current object that were repeated. */
  get retries(): number {
    return this.progress.retries;
  }

  /** @throws Error if the thread does not return an outcome in time */
  async outcome(object: ObjectReference, maxMillis: number): Promise<ObjectOutcome> {
    const { worker } = this;
    this.progress.begin();
    worker.ref();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.fail = reject;
        timer = setTimeout(() => reject(new ObjectTimeoutError(maxMillis, this.progress)), maxMillis);
        worker.once('message', resolve);
        worker.postMessage(object);
      });
    } finally {
      clearTimeout(timer);
      worker.unref();
      worker.removeAllListeners('message');
      this.fail = undefined;
    }
  }

  /** Ends the thread and deletes its files. */
  async stop(): Promise<void> {
    await Promise.race([this.worker.terminate(), afterMillis(MAX_STOP_MILLIS)]);
    this.deleteFiles();
  }

  private end(error: Error): void {
    this.hasEnded = true;
    this.deleteFiles();
    this.fail?.(error);
  }

  private explained(error: Error): Error {
    const { code } = error as NodeJS.ErrnoException;
    return code === OUT_OF_MEMORY ? new ObjectMemoryError(this.heapMegabytes, this.progress) : error;
  }
}

function afterMillis(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, millis).unref();
  });
}
