import { END_MILLIS, FIRST_MILLIS } from '../time-bounds';
import { KERNEL_CODE, type KernelFunctions } from './kernel-code';
import { zstdCompress } from './parquet/codec';
import { FileBuffer } from './parquet/file-buffer';

/** The part of WebAssembly that is used. Its types are only in the library of browsers. */
const { WebAssembly: wasm } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  };
};

/** An instance of the kernel with its memory. It reads one source at a time. */
export class Kernel {
  readonly run: KernelFunctions;
  /** The whole memory, which does not grow. */
  readonly bytes: Buffer;
  readonly words: Int32Array;
  readonly longs: BigInt64Array;
  /** Bytes of output files that are not written yet. */
  readonly files: FileBuffer;

  constructor() {
    const module = new wasm.Module(Buffer.from(KERNEL_CODE, 'base64'));
    // the import of the kernel; the kernel calls it only after this constructor
    const zstd = (from: number, length: number, to: number) => {
      const compressed = zstdCompress(this.bytes.subarray(from, from + length));
      this.bytes.set(compressed, to);
      return compressed.length;
    };
    this.run = new wasm.Instance(module, { compress: { zstd } }).exports as KernelFunctions;
    const { buffer } = this.run.memory;
    this.bytes = Buffer.from(buffer);
    this.files = new FileBuffer(this.bytes, this.run.fileBuffer(), this.run.fileBufferBytes());
    this.words = new Int32Array(buffer);
    this.longs = new BigInt64Array(buffer);
    this.run.setTimeBounds(FIRST_MILLIS, END_MILLIS);
  }

  /** The text of a code of a column. */
  text(column: number, code: number): string {
    const address = this.run.codeText(column, code);
    return this.bytes.toString('utf8', address, address + this.run.codeTextLength(column, code));
  }
}

let shared: Kernel | undefined;
let inUse: Promise<unknown> = Promise.resolve();

/** Passes the kernel of the process to a function. Waits while another function uses it. */
export async function withKernel<T>(use: (kernel: Kernel) => Promise<T>): Promise<T> {
  const before = inUse;
  let release = () => {};
  inUse = new Promise<void>((resolve) => {
    release = resolve;
  });
  await before;
  try {
    shared ??= new Kernel();
    return await use(shared);
  } finally {
    release();
  }
}
