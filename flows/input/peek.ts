/** The beginning of a stream, and the whole stream, beginning included. */
export interface Peeked {
  readonly first: Uint8Array;
  readonly all: AsyncGenerator<Uint8Array>;
}

/** Reads until the beginning is enough to decide by, or the stream ends. */
export async function peek(
  chunks: AsyncGenerator<Uint8Array>,
  enough: (first: Uint8Array) => boolean,
): Promise<Peeked> {
  let first: Uint8Array = Buffer.alloc(0);
  while (!enough(first)) {
    const { done, value } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  async function* all() {
    if (first.length > 0) yield first;
    yield* chunks;
  }
  return { first, all: all() };
}
