import { closeSync, openSync, writeSync } from 'node:fs';

/** A file that is written through a buffer. */
export interface BufferedFile {
  readonly unfinished: string;
}

/**
 * Buffers the bytes of the file that was written last, which mostly is the next one too. All other files are closed,
 * because there can be many. The buffer is in the memory of a kernel, which writes whole chunks to it.
 */
export class FileBuffer {
  private latest: BufferedFile | undefined;
  private descriptor: number | undefined;
  private buffered = 0;

  constructor(
    private readonly memory: Buffer,
    private readonly from: number,
    private readonly capacity: number,
  ) {}

  /** Creates a file. */
  create(file: BufferedFile): void {
    this.close();
    this.descriptor = openSync(file.unfinished, 'wx');
    this.latest = file;
  }

  /** The address for the next bytes of a file. The buffer has room for a chunk of any size there. */
  addressFor(file: BufferedFile): number {
    this.takeOver(file);
    if (this.buffered > this.capacity) this.flush();
    return this.from + this.buffered;
  }

  /** Adds bytes that the kernel has written at that address. */
  filled(bytes: number): void {
    this.buffered += bytes;
  }

  write(file: BufferedFile, bytes: Uint8Array): void {
    const address = this.addressFor(file);
    if (bytes.length > this.capacity) {
      this.flush();
      this.writeOut(bytes);
      return;
    }
    this.memory.set(bytes, address);
    this.filled(bytes.length);
  }

  /** Closes a file that is complete. */
  end(file: BufferedFile): void {
    if (this.latest === file) this.close();
  }

  /** Closes a file without writing the rest. */
  drop(file: BufferedFile): void {
    if (this.latest !== file) return;
    this.buffered = 0;
    this.close();
  }

  private takeOver(file: BufferedFile): void {
    if (this.latest === file) return;
    this.close();
    this.descriptor = openSync(file.unfinished, 'a');
    this.latest = file;
  }

  private close(): void {
    try {
      this.flush();
    } finally {
      if (this.descriptor !== undefined) closeSync(this.descriptor);
      this.descriptor = undefined;
      this.latest = undefined;
    }
  }

  private flush(): void {
    const { buffered, from } = this;
    this.buffered = 0;
    if (buffered > 0) this.writeOut(this.memory.subarray(from, from + buffered));
  }

  private writeOut(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor as number, bytes, at);
  }
}
