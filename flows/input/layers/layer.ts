/** A way of compression or encoding around the content of a source. */
export interface Layer {
  /** Name in messages, such as `gzip`. */
  readonly name: string;
  /** Whether the first bytes are those of this layer. */
  recognizes(first: Uint8Array): boolean;
  /**
   * Returns the content. The memory is bounded for any input.
   *
   * @param maxBytes - limit of the content
   * @throws InputError if the bytes are damaged, or if the content is larger than allowed
   */
  decode(bytes: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array>;
}
