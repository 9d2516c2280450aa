import type { ByteCount } from '../input/inflate';
import type { Kernel } from './kernel';
import { INPUT_BYTES } from './shared/sizes';

/** Copies stored bytes into the kernel's input buffer. */
export class StoredBytes {
  private readonly start: number;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private chunk: Uint8Array = Buffer.alloc(0);
  private from: number;
  private to: number;

  /** Whether the source has no bytes after those in the buffer. */
  isLast = false;

  constructor(
    private readonly kernel: Kernel,
    bytes: AsyncIterable<Uint8Array>,
    private readonly count: ByteCount,
  ) {
    this.chunks = bytes[Symbol.asyncIterator]();
    this.start = kernel.run.inputBuffer();
    this.from = this.start;
    this.to = this.start;
  }

  /** Addresses of the first byte in the buffer, and after the last one. */
  get begin(): number {
    return this.from;
  }

  get end(): number {
    return this.to;
  }

  /** The bytes in the buffer. The next `fill` overwrites them. */
  get bytes(): Buffer {
    return this.kernel.bytes.subarray(this.from, this.to);
  }

  /** Removes the bytes before an address from the buffer. */
  use(to: number): void {
    this.from = to;
  }

  /** Moves the remaining bytes to the front of the buffer, and fills it up. */
  async fill(): Promise<void> {
    const { bytes } = this.kernel;
    bytes.copyWithin(this.start, this.from, this.to);
    this.to -= this.from - this.start;
    this.from = this.start;
    while (!this.isLast && this.to - this.start < INPUT_BYTES) {
      if (this.chunk.length === 0 && !(await this.next())) return;
      const part = this.chunk.subarray(0, INPUT_BYTES - (this.to - this.start));
      bytes.set(part, this.to);
      this.to += part.length;
      this.chunk = this.chunk.subarray(part.length);
    }
  }

  /**
   * Moves the next bytes to another place of the kernel's memory: those in the buffer, or else a chunk of the source. Returns
   * their number; 0 at the end of the source.
   */
  async moveTo(address: number, limit: number): Promise<number> {
    const { bytes } = this.kernel;
    const room = limit - address;
    if (this.from < this.to) {
      const length = Math.min(this.to - this.from, room);
      bytes.copyWithin(address, this.from, this.from + length);
      this.from += length;
      return length;
    }
    if (this.chunk.length === 0 && !(await this.next())) return 0;
    const part = this.chunk.subarray(0, room);
    bytes.set(part, address);
    this.chunk = this.chunk.subarray(part.length);
    return part.length;
  }

  /** Closes the source. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async next(): Promise<boolean> {
    const { done, value } = await this.chunks.next();
    if (done) {
      this.isLast = true;
      return false;
    }
    this.chunk = value;
    this.count.stored += value.length;
    return true;
  }
}
