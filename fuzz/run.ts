// Reads generated and mutated records with the kernel and with the reference reader, and ends at the first
// difference:
//   npm run fuzz -- --seed 1 --inputs 100000000 --seconds 1500 --targets text,blobs,documents,forms

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { TARGETS, type Target } from './fuzz';
import type { Limits, Message } from './work';

/** An object takes milliseconds. After this time the worker hangs. */
const HANG_MILLIS = 30_000;

watch(limitsOf(process.argv.slice(2)));

function limitsOf(args: string[]): Limits {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      inputs: { type: 'string' },
      seconds: { type: 'string' },
      targets: { type: 'string' },
    },
  });
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  return {
    seed,
    inputs: Number(values.inputs ?? 1_000_000),
    seconds: Number(values.seconds ?? Number.POSITIVE_INFINITY),
    targets: targetsOf(values.targets),
  };
}

function targetsOf(text: string | undefined): readonly Target[] {
  const names = text?.split(',') ?? TARGETS;
  const unknown = names.find((name) => !(TARGETS as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new Error(`expected targets of ${TARGETS.join(', ')}, received ${unknown}`);
  return names as readonly Target[];
}

/** A worker that hangs cannot report it. So this thread watches its progress. */
function watch(limits: Limits): void {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  process.stdout.write(`seed ${limits.seed}\n`);
  const worker = new Worker(join(__dirname, 'worker.cjs'), { workerData: { limits, shared } });
  let seen = Atomics.load(shared, 0);
  let since = performance.now();
  const timer = setInterval(() => {
    const now = Atomics.load(shared, 0);
    if (now !== seen) [seen, since] = [now, performance.now()];
    else if (performance.now() - since > HANG_MILLIS)
      end(1, `seed ${now}: no progress for ${HANG_MILLIS / 1000} seconds`);
  }, 1000);
  worker.on('message', ({ text, status }: Message) => {
    if (status === undefined) process.stdout.write(`${text}\n`);
    else end(status, text);
  });
  worker.on('error', (error) => end(1, `seed ${Atomics.load(shared, 0)}: ${error.stack}`));

  function end(status: number, text: string): void {
    clearInterval(timer);
    process.exitCode = status;
    process.stdout.write(`${text}\n`, () => process.exit(status));
  }
}
