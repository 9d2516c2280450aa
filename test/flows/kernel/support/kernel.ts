import { KERNEL_CODE } from '../../../../flows/kernel/kernel-code';

/** What is needed of it: its types come with those of browsers only. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What the kernel exports, as far as the tests call it. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserved(): number;
  inflateBegin(): void;
  inflateRun(
    input: number,
    inputEnd: number,
    isLast: number,
    output: number,
    outputEnd: number,
    historyStart: number,
  ): number;
  inflateInput(): number;
  inflateOutput(): number;
  snappyBound(length: number): number;
  snappyCompress(source: number, length: number, target: number): number;
  snappyLiteral(source: number, length: number, target: number): number;
}

/** A kernel with its memory, of which all from `free` on is the test's. */
export class Kernel {
  readonly exports = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(KERNEL_CODE, 'base64')))
    .exports as KernelExports;
  readonly memory = Buffer.from(this.exports.memory.buffer);
  readonly free = Math.ceil(this.exports.reserved() / 64) * 64;
}
