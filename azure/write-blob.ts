import { withKernel } from '../flows/kernel/kernel';
import { TextWindow } from '../flows/kernel/text-window';
import { type KernelOutputs, writeKernelOutputs } from '../flows/kernel/write-outputs';
import type { WrittenOutputs } from '../flows/normalize-source';
import type { BlobProgress } from './records/blob-progress';
import { readKernelBlob } from './records/kernel-blob';
import type { SeenRecords } from './records/seen-records';

/** Input and settings of `writeBlob`. */
export interface WriteBlobOptions extends Omit<KernelOutputs, 'kernel'> {
  /** The bytes of a blob, or of some of its blocks in order. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** @default - no limit */
  readonly maxBytes?: number;
  /** @default - the bytes begin with the blob */
  readonly progress?: BlobProgress;
  /** @default - the records of the progress, compared by their whole content */
  readonly seen?: SeenRecords;
}

/** The result of `writeBlob`. */
export interface WrittenBlob {
  readonly result: WrittenOutputs;
  readonly after: BlobProgress;
}

/**
 * Writes the output files of a blob, or of some of its blocks. The kernel reads the bytes.
 *
 * @throws InputError if the bytes cannot be read, and every error of `seen`; no file is written
 */
export function writeBlob(options: WriteBlobOptions): Promise<WrittenBlob> {
  const { bytes, maxBytes = Number.POSITIVE_INFINITY, progress, seen, origin } = options;
  return withKernel(async (kernel) => {
    const window = new TextWindow(kernel, bytes, maxBytes);
    let after: BlobProgress | undefined;
    try {
      const result = await writeKernelOutputs({ ...options, kernel }, async (table, rest) => {
        after = await readKernelBlob({ kernel, window, table, rest, origin, progress, seen });
        return window.count;
      });
      return { result, after: after as BlobProgress };
    } finally {
      await window.close();
    }
  });
}
