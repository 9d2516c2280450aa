/** The files of a run, which threads take one after the other: each without asking another thread for the next one. */
export interface FileQueue<T> {
  readonly files: readonly T[];
  /** How many were taken. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** A queue that can be handed to other threads. */
export function fileQueue<T>(files: readonly T[]): FileQueue<T> {
  return { files, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

/** The files that nobody else has taken, with their numbers; each is taken when it is asked for. */
export function* untaken<T>({ files, taken }: FileQueue<T>): Generator<[index: number, file: T]> {
  for (;;) {
    const index = Atomics.add(taken, 0, 1);
    if (index >= files.length) return;
    yield [index, files[index] as T];
  }
}
