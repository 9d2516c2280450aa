import { withKernel } from '../flows/kernel/kernel';
import { TextWindow } from '../flows/kernel/text-window';
import { type KernelOutputs, writeKernelOutputs } from '../flows/kernel/write-outputs';
import type { NormalizeResult } from '../flows/normalize-source';
import type { BlobProgress } from './records/blob-progress';
import { readKernelBlob } from './records/kernel-blob';
import type { SeenRecords } from './records/seen-records';

/** A blob or some of its blocks, and how they are written. */
export interface BlobOutputs extends Omit<KernelOutputs, 'kernel'> {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** @default - not limited */
  readonly maxBytes?: number;
  /** @default - nothing of the blob was read before */
  readonly progress?: BlobProgress;
  /** @default - those of the progress, known by all that they say */
  readonly seen?: SeenRecords;
}

/** What was written, and how far the blob was read. */
export interface WrittenBlob {
  readonly result: NormalizeResult;
  readonly after: BlobProgress;
}

/**
 * Writes the output set of a blob, or of some of its blocks, by the kernel.
 *
 * @throws InputError if the bytes can not be read, and what `seen` throws; nothing is written then
 */
export function writeBlob(outputs: BlobOutputs): Promise<WrittenBlob> {
  const { bytes, maxBytes = Number.POSITIVE_INFINITY, progress, seen, origin } = outputs;
  return withKernel(async (kernel) => {
    const window = new TextWindow(kernel, bytes, maxBytes);
    let after: BlobProgress | undefined;
    try {
      const result = await writeKernelOutputs({ ...outputs, kernel }, async (table, rest) => {
        after = await readKernelBlob({ kernel, window, table, rest, origin, progress, seen });
        return window.count;
      });
      return { result, after: after as BlobProgress };
    } finally {
      await window.close();
    }
  });
}
