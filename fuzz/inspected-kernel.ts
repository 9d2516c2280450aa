import { Kernel } from '../flows/kernel/kernel';

const CANARY = 0xa5;
const NEAR_BYTES = 64 * 1024;

/** A kernel that can be looked into. Nothing may be written past what it has given out. */
export class InspectedKernel extends Kernel {
  private readonly canary = this.bytes.subarray(this.run.reserved());
  private readonly near = Buffer.alloc(Math.min(NEAR_BYTES, this.canary.length), CANARY);

  constructor() {
    super();
    this.canary.fill(CANARY);
  }

  /** Whether the beginning of the memory that is nobody's is untouched. */
  get isNearClean(): boolean {
    return this.canary.subarray(0, this.near.length).equals(this.near);
  }

  /** Whether all of the memory that is nobody's is untouched. */
  get isClean(): boolean {
    return this.canary.every((byte) => byte === CANARY);
  }
}
