/** Bytes that can be read again from the beginning, until it is decided who reads them. */
export class RewindableStream {
  private seen: Uint8Array[] | undefined = [];
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.chunks = bytes[Symbol.asyncIterator]();
  }

  /** All bytes, for who may be the one. What it takes is remembered until it is decided. */
  async *record(): AsyncGenerator<Uint8Array> {
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next()) {
      this.seen?.push(Buffer.from(next.value));
      yield next.value;
    }
  }

  /** It is decided: nothing has to be read again. */
  stopRecording(): void {
    this.seen = undefined;
  }

  /** All bytes from the beginning. */
  async *rewind(): AsyncGenerator<Uint8Array> {
    yield* this.seen ?? [];
    this.seen = undefined;
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next()) yield next.value;
  }

  /** Lets go of where the bytes come from. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}
