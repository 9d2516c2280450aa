/** A stream that can be read again from its beginning. */
export class RewindableStream {
  private seen: Uint8Array[] | undefined = [];
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.chunks = bytes[Symbol.asyncIterator]();
  }

  /** Yields all bytes, and records them so that `rewind` can yield them again. */
  async *record(): AsyncGenerator<Uint8Array> {
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next()) {
      this.seen?.push(Buffer.from(next.value));
      yield next.value;
    }
  }

  /** Stops the recording. The stream cannot be rewound any more. */
  stopRecording(): void {
    this.seen = undefined;
  }

  /** Yields all bytes from the beginning: the recorded ones, then the rest. */
  async *rewind(): AsyncGenerator<Uint8Array> {
    yield* this.seen ?? [];
    this.seen = undefined;
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next()) yield next.value;
  }

  /** Closes the source of the stream. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}
