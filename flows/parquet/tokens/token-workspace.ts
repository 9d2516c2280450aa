import type { Kernel } from '../../kernel/kernel';
import { TokenMemory } from './token-memory';
import { BATCH_ROWS } from './token-slices';

/** Numbers below 10,000 have their digits in a table, four for each. */
const TABLE_SIZE = 10_000;
const TABLE_DIGITS = 4;
/** Largest number of bits that the kernel unpacks. */
export const MAX_UNPACKED_BITS = 25;

/** Memory of the kernel that the columns of a file share, one after the other. */
export class TokenWorkspace {
  readonly memory: TokenMemory;
  /** Numbers of dictionary entries. */
  readonly numbers: Int32Array;
  /** Whole numbers, in one or two words each. */
  readonly words: Int32Array;
  /** Address of packed numbers. */
  private readonly packed: number;
  /** Address of the digits of the numbers below 10,000. */
  readonly digits: number;

  constructor(readonly kernel: Kernel) {
    this.memory = new TokenMemory(kernel);
    this.numbers = this.memory.numbers(BATCH_ROWS);
    this.words = this.memory.numbers(BATCH_ROWS * 2);
    this.packed = this.memory.numbers(BATCH_ROWS).byteOffset;
    this.digits = this.memory.numbers(TABLE_SIZE).byteOffset;
    for (let number = 0; number < TABLE_SIZE; number++) {
      const text = String(number).padStart(TABLE_DIGITS, '0');
      kernel.bytes.write(text, this.digits + number * TABLE_DIGITS, 'latin1');
    }
  }

  /** Unpacks numbers of up to `MAX_UNPACKED_BITS` bits. The bytes contain all of them. */
  unpack(bytes: Uint8Array, bitAt: number, bits: number, first: number, count: number): void {
    const { kernel, packed, numbers } = this;
    const from = Math.floor(bitAt / 8);
    kernel.bytes.set(bytes.subarray(from, Math.ceil((bitAt + count * bits) / 8)), packed);
    kernel.run.unpackNumbers(packed, bitAt % 8, bits, numbers.byteOffset + first * WORD_BYTES, count);
  }
}

const WORD_BYTES = Int32Array.BYTES_PER_ELEMENT;
