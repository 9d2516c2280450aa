import { withKernel } from '../flows/kernel/kernel';
import { TextWindow } from '../flows/kernel/text-window';
import { writeKernelOutputs } from '../flows/kernel/write-outputs';
import type { NormalizeResult, RawObject, SourceOptions } from '../flows/normalize-source';
import { normalizeBlobPlain } from './normalize-plain';
import { blobOrigin } from './records/blob-reader';
import { readKernelBlob } from './records/kernel-blob';

/**
 * Turns one whole blob, or a compressed copy of it, into its output set: Parquet files of the tables `flows` and
 * `rejects` below a directory. The same blob gives the same files, byte for byte. Rows that are to be enriched go through
 * the plain reader, all others through the kernel.
 *
 * @throws InputError if the blob can not be read; nothing is written then
 */
export function normalizeBlob(
  blob: RawObject,
  directory: string,
  options: SourceOptions = {},
): Promise<NormalizeResult> {
  if (options.enricher) return normalizeBlobPlain(blob, directory, options);
  const { maxBytes = Number.POSITIVE_INFINITY, compression, compatible } = options;
  const origin = blobOrigin(blob.source);
  return withKernel(async (kernel) => {
    const window = new TextWindow(kernel, blob.bytes, maxBytes);
    try {
      return await writeKernelOutputs(
        { kernel, origin, directory, compression, compatible },
        async (table, rest) => {
          await readKernelBlob({ kernel, window, table, rest, origin });
          return window.count;
        },
      );
    } finally {
      await window.close();
    }
  });
}
