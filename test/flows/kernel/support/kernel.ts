import { type KernelFunctions, Kernel as RealKernel } from '../../../../flows/kernel/kernel';

/** What the kernel exports, as far as only the tests call it. */
export interface KernelExports extends KernelFunctions {
  reserved(): number;
  snappyBound(length: number): number;
  snappyCompress(source: number, length: number, target: number): number;
  snappyLiteral(source: number, length: number, target: number): number;
}

/** A kernel with its memory, of which all from `free` on is the test's. */
export class Kernel {
  private readonly real = new RealKernel();
  readonly exports = this.real.run as KernelExports;
  readonly memory = this.real.bytes;
  readonly free = Math.ceil(this.exports.reserved() / 64) * 64;
}
