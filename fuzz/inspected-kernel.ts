import { Kernel, type KernelFunctions } from '../flows/kernel/kernel';

/** What the kernel has for tests alone: see `flows/kernel/assembly/test-exports.ts`. */
export interface TestExports extends KernelFunctions {
  reserved(): number;
  hasCodes(column: number): number;
  rowsOf(column: number): number;
  codeValue(column: number, code: number): bigint;
  codeText(column: number, code: number): number;
  codeTextLength(column: number, code: number): number;
}

const CANARY = 0xa5;
const NEAR_BYTES = 64 * 1024;

/** A kernel that can be looked into. Nothing may be written past what it has given out. */
export class InspectedKernel extends Kernel {
  readonly testExports = this.run as TestExports;
  private readonly canary = this.bytes.subarray(this.testExports.reserved());
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
