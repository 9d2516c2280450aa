import { END_MILLIS, FIRST_MILLIS } from '../time-bounds';
import { KERNEL_CODE, type KernelFunctions } from './kernel-code';
import { zstdCompress } from './parquet/codec';
import { FileBuffer } from './parquet/file-buffer';

/** What is used of WebAssembly, whose types come with those of browsers only. */
const { WebAssembly: wasm } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  };
};

/** An instance of the kernel, with its memory. It does one thing at a time. */
export class Kernel {
  readonly run: KernelFunctions;
  /** All of its memory, which never grows. */
  readonly bytes: Buffer;
  readonly words: Int32Array;
  readonly longs: BigInt64Array;
  /** What is not written yet of the files that it makes. */
  readonly files: FileBuffer;

  constructor() {
    const module = new wasm.Module(Buffer.from(KERNEL_CODE, 'base64'));
    // what the kernel asks of Node; it is called when all of this is there
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
    const place = this.run.codeText(column, code);
    return this.bytes.toString('utf8', place, place + this.run.codeTextLength(column, code));
  }
}

let shared: Kernel | undefined;
let inUse: Promise<unknown> = Promise.resolve();

/** Lends the one kernel of the process out: who comes while it is in use waits. */
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
