import { Kernel } from '../flows/kernel/kernel';

const CANARY = 0xa5;
const NEAR_BYTES = 64 * 1024;

/** A kernel whose memory after the reserved part is filled with a pattern, to detect writes out of bounds. */
export class InspectedKernel extends Kernel {
  private readonly canary = this.bytes.subarray(this.run.reserved());
  private readonly near = Buffer.alloc(Math.min(NEAR_BYTES, this.canary.length), CANARY);

  constructor() {
    super();
    this.canary.fill(CANARY);
  }

  /** Whether the first bytes of the unreserved memory are unchanged. */
  get isNearClean(): boolean {
    return this.canary.subarray(0, this.near.length).equals(this.near);
  }

  /** Whether the whole unreserved memory is unchanged. */
  get isClean(): boolean {
    return this.canary.every((byte) => byte === CANARY);
  }
}
