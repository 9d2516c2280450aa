import type { Kernel } from '../../kernel/kernel';
import { TOKEN_BYTES } from '../../kernel/shared/sizes';

/** The kernel loads up to 16 bytes at once, and up to 16 bytes after a token. */
const ALIGNMENT = 16;

/** Memory of the kernel for the tokens of columns. Each call reserves a part; all parts are released together. */
export class TokenMemory {
  private top: number;

  constructor(readonly kernel: Kernel) {
    this.top = kernel.run.tokenBuffer();
  }

  /** Reserves bytes. Returns their address; undefined if there is no room for them. */
  reserve(bytes: number): number | undefined {
    const address = Math.ceil(this.top / ALIGNMENT) * ALIGNMENT;
    if (address + bytes + ALIGNMENT > this.kernel.run.tokenBuffer() + TOKEN_BYTES) return undefined;
    this.top = address + bytes + ALIGNMENT;
    return address;
  }

  /** Reserves room for 32-bit numbers. @throws Error if there is no room for them */
  numbers(count: number): Int32Array {
    const address = this.reserve(count * Int32Array.BYTES_PER_ELEMENT);
    if (address === undefined) throw new Error('the memory for tokens is too small');
    return this.kernel.words.subarray(address >> 2, (address >> 2) + count);
  }

  /** What is reserved so far. */
  mark(): number {
    return this.top;
  }

  /** Releases all that was reserved after a mark. */
  release(mark: number): void {
    this.top = mark;
  }
}
