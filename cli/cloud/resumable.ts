import { setTimeout as wait } from 'node:timers/promises';
import { SourceError } from '../normalize/source-error';

/** How to read an object of a cloud. */
export interface Reading {
  /** In bytes. */
  readonly size: number;
  /** Longest time without a byte. */
  readonly idleMillis: number;
  /**
   * The bytes from offset 0, if they have been requested already.
   *
   * @default - they are requested
   */
  readonly first?: AsyncIterable<Uint8Array>;
  /** @default 200 */
  readonly pauseMillis?: number;
}

/** How often in a row a connection can fail without a byte. */
const MOST_FAILURES = 5;
const PAUSE_MILLIS = 200;

/**
 * Reads an object of a cloud. After a lost or a silent connection it continues at the same offset.
 *
 * @param from - requests the bytes from an offset
 * @throws SourceError of `from`, or if the connection fails several times in a row
 */
export async function* resumable(
  from: (offset: number) => Promise<AsyncIterable<Uint8Array>>,
  { size, idleMillis, first, pauseMillis = PAUSE_MILLIS }: Reading,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  let failures = 0;
  let next = first;
  while (offset < size) {
    let problem = `the connection ended after ${offset} of ${size} bytes`;
    try {
      const chunks = next ?? (await from(offset));
      next = undefined;
      for await (const chunk of noLongerThan(idleMillis, chunks)) {
        offset += chunk.length;
        failures = 0;
        yield chunk;
      }
      if (offset >= size) return;
    } catch (error) {
      if (error instanceof SourceError) throw error;
      problem = `${(error as Error).message} (after ${offset} of ${size} bytes)`;
    }
    failures++;
    if (failures >= MOST_FAILURES) throw new SourceError(`cannot be read: ${problem}. Run the command again`);
    await wait(pauseMillis * 2 ** failures);
  }
}

/** @throws Error if a chunk does not arrive in time */
async function* noLongerThan(millis: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let isSilent = false;
  try {
    for (;;) {
      const next = iterator.next();
      // it can fail after the race
      next.catch(() => {});
      const timer = new Timer(millis);
      const result = await Promise.race([next, timer.end]);
      timer.stop();
      if (result === undefined) {
        isSilent = true;
        throw new Error(`no byte arrived for ${millis / 1000} seconds`);
      }
      if (result.done) return;
      yield result.value;
    }
  } finally {
    // a silent stream does not settle its next step, so nothing waits for its end
    const ended = iterator.return?.();
    if (isSilent) {
      (chunks as { destroy?: () => void }).destroy?.();
      ended?.catch(() => {});
    } else await ended;
  }
}

class Timer {
  readonly end: Promise<undefined>;
  private handle: NodeJS.Timeout | undefined;

  constructor(millis: number) {
    this.end = new Promise((resolve) => {
      this.handle = setTimeout(() => resolve(undefined), millis);
    });
  }

  stop(): void {
    clearTimeout(this.handle);
  }
}
