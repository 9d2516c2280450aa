/** Bytes of a stream, taken in parts of a required length. */
export class ByteQueue {
  /** Number of bytes that were taken. */
  position = 0;
  private buffer: Buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Uint8Array>;
  private hasEnded = false;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.chunks = bytes[Symbol.asyncIterator]();
  }

  /** Whether the queue has all bytes up to the end of the stream. */
  get isLast(): boolean {
    return this.hasEnded;
  }

  /** Returns at most this many of the next bytes, fewer only at the end of the stream. They stay in the queue. */
  async peek(length: number): Promise<Buffer> {
    const parts = [this.buffer];
    for (let available = this.buffer.length; available < length && !this.hasEnded; ) {
      const { done, value } = await this.chunks.next();
      if (done) this.hasEnded = true;
      else {
        // a copy, because the next chunk can reuse the memory
        parts.push(Buffer.from(value));
        available += value.length;
      }
    }
    if (parts.length > 1) this.buffer = Buffer.concat(parts);
    return this.buffer.subarray(0, length);
  }

  /** Removes the next bytes, at most this many, and returns them. */
  async take(length: number): Promise<Buffer> {
    const taken = await this.peek(length);
    this.skip(taken.length);
    return taken;
  }

  /** Removes bytes that `peek` returned. */
  skip(length: number): void {
    this.buffer = this.buffer.subarray(length);
    this.position += length;
  }

  /** Closes the stream. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}
