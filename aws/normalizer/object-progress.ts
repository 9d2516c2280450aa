/** What the function does with an object. */
enum Step {
  REQUEST = 0,
  READ = 1,
  WRITE = 2,
}

/** Positions of the values in the shared memory. */
enum Slot {
  STEP = 0,
  BYTES_READ = 1,
  FILES_WRITTEN = 2,
  RETRIES = 3,
  COUNT = 4,
}

/**
 * How far the function is with an object, in memory that two threads share: a thread that computes cannot send messages.
 */
export class ObjectProgress {
  private readonly values: BigInt64Array;

  constructor(readonly memory = new SharedArrayBuffer(Slot.COUNT * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.values = new BigInt64Array(memory);
  }

  /** Records that an object is requested. */
  begin(): void {
    this.values.fill(0n);
  }

  /** Yields the bytes of the object, and counts them. */
  async *read(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    Atomics.store(this.values, Slot.STEP, BigInt(Step.READ));
    for await (const chunk of bytes) {
      Atomics.add(this.values, Slot.BYTES_READ, BigInt(chunk.length));
      yield chunk;
    }
  }

  /** Records that the object is read, and that its files are uploaded. */
  beginWrite(): void {
    Atomics.store(this.values, Slot.STEP, BigInt(Step.WRITE));
  }

  /** Records that a file is uploaded. */
  wrote(): void {
    Atomics.add(this.values, Slot.FILES_WRITTEN, 1n);
  }

  /** Records that a request is repeated. */
  retried(): void {
    Atomics.add(this.values, Slot.RETRIES, 1n);
  }

  /** Number of requests that were repeated. */
  get retries(): number {
    return Number(Atomics.load(this.values, Slot.RETRIES));
  }

  /** Records that the object is read again from its beginning. */
  restart(): void {
    Atomics.store(this.values, Slot.STEP, BigInt(Step.REQUEST));
    Atomics.store(this.values, Slot.BYTES_READ, 0n);
  }

  /** Describes the progress, as the end of a sentence. */
  toString(): string {
    const step = Number(Atomics.load(this.values, Slot.STEP));
    if (step === Step.REQUEST) return 'S3 had not returned the object';
    if (step === Step.READ) return `${Atomics.load(this.values, Slot.BYTES_READ)} bytes of it were read`;
    return `it was read, and ${Atomics.load(this.values, Slot.FILES_WRITTEN)} of its files were uploaded`;
  }
}
