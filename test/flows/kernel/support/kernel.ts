import { Kernel as RealKernel } from '../../../../flows/kernel/kernel';

/** A kernel with its memory. Tests may write from the address `free` on. */
export class Kernel {
  private readonly real = new RealKernel();
  readonly exports = this.real.run;
  readonly memory = this.real.bytes;
  readonly free = Math.ceil(this.exports.reserved() / 64) * 64;
}
