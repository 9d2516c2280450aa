import type { RunCursor } from './run-cursor';
import { BATCH_ROWS, type FillTokens, type Slices, type TokenSlices } from './token-slices';
import type { TokenWorkspace } from './token-workspace';

/** Where the kernel has a copy of a dictionary. */
interface KernelDictionary {
  readonly starts: number;
  readonly lengths: number;
  readonly base: number;
}

/** The tokens of a dictionary. */
export class DictionaryTokens implements Slices {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  private bytes: Uint8Array = new Uint8Array(0);
  /** Number of bytes in use. */
  private end = 0;
  /** Undefined if the memory of the kernel has no room for it. */
  private readonly inKernel: KernelDictionary | undefined;

  /**
   * @param fill fills in the tokens of the entries, in their order
   * @param hasSharedBytes whether all tokens are slices of the same bytes
   * @param slices reused for the tokens of each call
   */
  constructor(
    private readonly workspace: TokenWorkspace,
    count: number,
    fill: FillTokens,
    hasSharedBytes: boolean,
    slices: TokenSlices,
  ) {
    this.starts = new Int32Array(count);
    this.lengths = new Int32Array(count);
    for (let at = 0; at < count; at += BATCH_ROWS) {
      const batch = Math.min(BATCH_ROWS, count - at);
      fill(slices, batch);
      this.lengths.set(slices.lengths.subarray(0, batch), at);
      if (hasSharedBytes) this.share(slices, at, batch);
      else this.copy(slices, at, batch);
    }
    this.inKernel = this.copyToKernel();
  }

  /** Reads the tokens that a page refers to. */
  reader(runs: RunCursor): FillTokens {
    const { workspace, bytes } = this;
    return (slices, count) => {
      runs.read(workspace, count);
      slices.bytes = bytes;
      slices.base = this.inKernel?.base;
      const read = this.lookUp(slices, count);
      if (read === count) return;
      const index = (workspace.numbers[read] as number) >>> 0;
      throw new Error(`a value refers to entry ${index} of a dictionary of ${this.starts.length}`);
    };
  }

  /** Returns the index of the first number that is no entry. */
  private lookUp({ starts, lengths }: Slices, count: number): number {
    const { workspace, inKernel, starts: allStarts, lengths: allLengths } = this;
    const { kernel, numbers } = workspace;
    const size = allStarts.length;
    if (inKernel) {
      return kernel.run.lookUpTokens(
        numbers.byteOffset,
        count,
        inKernel.starts,
        inKernel.lengths,
        size,
        starts.byteOffset,
        lengths.byteOffset,
      );
    }
    for (let at = 0; at < count; at++) {
      const index = numbers[at] as number;
      if (index < 0 || index >= size) return at;
      starts[at] = allStarts[index] as number;
      lengths[at] = allLengths[index] as number;
    }
    return count;
  }

  private share({ bytes, starts }: TokenSlices, at: number, count: number): void {
    this.starts.set(starts.subarray(0, count), at);
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /** Copies tokens, because the next call overwrites them. */
  private copy({ bytes, starts, lengths }: TokenSlices, first: number, count: number): void {
    for (let index = 0; index < count; index++) {
      const marked = lengths[index] as number;
      const length = marked < 0 ? -1 - marked : marked;
      const start = starts[index] as number;
      this.reserve(length);
      for (let at = 0; at < length; at++) this.bytes[this.end + at] = bytes[start + at] as number;
      this.starts[first + index] = this.end;
      this.end += length;
    }
  }

  private reserve(length: number): void {
    if (this.end + length <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.end + length, this.bytes.length * 2, BATCH_ROWS));
    larger.set(this.bytes.subarray(0, this.end));
    this.bytes = larger;
  }

  private copyToKernel(): KernelDictionary | undefined {
    const { workspace, end } = this;
    const { kernel, memory } = workspace;
    const { length, BYTES_PER_ELEMENT } = this.starts;
    const starts = memory.reserve(length * BYTES_PER_ELEMENT);
    const lengths = memory.reserve(length * BYTES_PER_ELEMENT);
    const base = memory.reserve(end);
    if (starts === undefined || lengths === undefined || base === undefined) return undefined;
    kernel.bytes.set(this.bytes.subarray(0, end), base);
    kernel.words.set(this.starts, starts / BYTES_PER_ELEMENT);
    kernel.words.set(this.lengths, lengths / BYTES_PER_ELEMENT);
    return { starts, lengths, base };
  }
}
