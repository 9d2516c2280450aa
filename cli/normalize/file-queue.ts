/** The files of a run, as a queue that several threads take from without messages. */
export interface FileQueue<T> {
  readonly files: readonly T[];
  /** The number of taken files, shared by all threads. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** Makes a queue that can be posted to other threads. */
export function fileQueue<T>(files: readonly T[]): FileQueue<T> {
  return { files, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

/** Takes files, with their indexes, until the queue is empty. Each step of the generator takes one file. */
export function* untaken<T>({ files, taken }: FileQueue<T>): Generator<[index: number, file: T]> {
  for (;;) {
    const index = Atomics.add(taken, 0, 1);
    if (index >= files.length) return;
    yield [index, files[index] as T];
  }
}

/** Empties a queue, so that no thread takes another file. */
export function clearQueue<T>({ files, taken }: FileQueue<T>): void {
  Atomics.store(taken, 0, files.length);
}
