import type { NormalizeResult, RawObject, SourceOptions } from '../flows/normalize-source';
import { normalizeBlobPlain } from './normalize-plain';
import { blobOrigin } from './records/blob-reader';
import { writeBlob } from './write-blob';

/**
 * Turns one whole blob, or a compressed copy of it, into its output set: Parquet files of the tables `flows` and
 * `rejects` below a directory. The same blob gives the same files, byte for byte. Rows that are to be enriched go through
 * the plain reader, all others through the kernel.
 *
 * @throws InputError if the blob can not be read; nothing is written then
 */
export async function normalizeBlob(
  blob: RawObject,
  directory: string,
  options: SourceOptions = {},
): Promise<NormalizeResult> {
  if (options.enricher) return normalizeBlobPlain(blob, directory, options);
  const { source, bytes } = blob;
  const { maxBytes, compression, compatible } = options;
  const origin = blobOrigin(source);
  const { result } = await writeBlob({ bytes, origin, directory, maxBytes, compression, compatible });
  return result;
}
