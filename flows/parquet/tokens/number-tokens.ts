import { BATCH_ROWS, type TokenSlices } from './token-slices';
import type { TokenWorkspace } from './token-workspace';

/** Room for the digits of a number in the kernel; and of any number of 64 bits with its sign. */
const KERNEL_DIGITS = 16;
const MAX_DIGITS = 20;

/** Converts whole numbers to their digits. */
export class NumberTokens {
  /** Address of the digits of the current batch; undefined if the memory has no room for them. */
  private readonly area: number | undefined;
  private readonly others = Buffer.alloc(BATCH_ROWS * MAX_DIGITS);

  constructor(private readonly workspace: TokenWorkspace) {
    this.area = workspace.memory.reserve(BATCH_ROWS * KERNEL_DIGITS);
  }

  /**
   * Fills in the tokens of numbers.
   *
   * @param words numbers of one or two words, the lower one first
   */
  fill(slices: TokenSlices, words: Int32Array, wordsEach: number, from: number, count: number): void {
    const { workspace, area } = this;
    const { kernel, digits, words: batch } = workspace;
    batch.set(words.subarray(from * wordsEach, (from + count) * wordsEach));
    if (area !== undefined) {
      const { starts, lengths } = slices;
      const [first, second] = [starts.byteOffset, lengths.byteOffset];
      const read = kernel.run.writeNumbers(batch.byteOffset, wordsEach, count, digits, area, first, second);
      if (read === count) {
        slices.base = digits;
        slices.bytes = kernel.bytes.subarray(digits, area + BATCH_ROWS * KERNEL_DIGITS);
        return;
      }
    }
    this.fillOthers(slices, wordsEach, count);
  }

  /** Does the same for numbers that the kernel does not write: negative ones, and those of more than 53 bits. */
  private fillOthers(slices: TokenSlices, wordsEach: number, count: number): void {
    const { words } = this.workspace;
    slices.bytes = this.others;
    slices.base = undefined;
    for (let index = 0; index < count; index++) {
      const low = words[index * wordsEach] as number;
      const high = wordsEach === 1 ? low >> 31 : (words[index * wordsEach + 1] as number);
      const text = String((BigInt(high) << 32n) | BigInt(low >>> 0));
      slices.starts[index] = index * MAX_DIGITS;
      slices.lengths[index] = this.others.write(text, index * MAX_DIGITS, 'latin1');
    }
  }
}
