import { parentPort, workerData } from 'node:worker_threads';
import { Finding, fuzz, type Progress, type Target } from './fuzz';

/** Start and limits of a run. */
export interface Limits {
  readonly seed: number;
  readonly inputs: number;
  readonly seconds: number;
  readonly targets: readonly Target[];
}

/** A message to the watching thread. */
export interface Message {
  readonly text: string;
  /** The exit status. A message with a status is the last one. */
  readonly status?: number;
}

const REPORT_MILLIS = 10_000;

work(workerData.limits, workerData.shared);

/** Runs the fuzzer. The seed of the current object is in shared memory, where the watching thread reads it. */
async function work(
  { seed, inputs, seconds, targets }: Limits,
  shared: Int32Array<SharedArrayBuffer>,
): Promise<void> {
  const begin = performance.now();
  let reported = begin;
  const continues = (progress: Progress) => {
    Atomics.store(shared, 0, progress.seed);
    const now = performance.now();
    if (now - reported > REPORT_MILLIS) {
      reported = now;
      post({
        text: `${progressText(progress)}, ${Math.round((progress.inputs / (now - begin)) * 1000)} inputs/s`,
      });
    }
    return progress.inputs < inputs && now - begin < seconds * 1000;
  };
  try {
    const progress = await fuzz(seed, continues, targets);
    const perSecond = Math.round((progress.inputs / (performance.now() - begin)) * 1000);
    post({ text: `${progressText(progress)}, ${perSecond} inputs/s, no difference`, status: 0 });
  } catch (error) {
    const text =
      error instanceof Finding ? error.message : `seed ${Atomics.load(shared, 0)}: ${(error as Error).stack}`;
    post({ text, status: 1 });
  }
}

function progressText({
  inputs,
  tuples,
  rows,
  rejects,
  referenceLines,
  gzips,
  parquets,
  forms,
}: Progress): string {
  const share = ((100 * referenceLines) / Math.max(1, inputs)).toFixed(1);
  const byForm = Object.entries(forms).map(([form, records]) => `, ${form} ${records}`);
  return `${inputs} inputs (${tuples} tuples${byForm.join('')}), ${rows} rows, ${rejects} rejects, ${referenceLines} read by the reference reader (${share} %), ${gzips} gzips, ${parquets} Parquet files`;
}

function post(message: Message): void {
  parentPort?.postMessage(message);
}
