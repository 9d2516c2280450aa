import type { NormalizeResult, RawObject, SourceOptions } from '../flows/normalize-source';
import { blobOrigin } from './records/blob-reader';
import { ApproximateSeenRecords, PossibleDuplicate, type SeenRecords } from './records/seen-records';
import { referenceNormalizeBlob } from './reference-normalize';
import { writeBlob } from './write-blob';

/**
 * Writes Parquet files of the tables `flows` and `rejects` for one whole blob, or a compressed copy of it. The same blob
 * gives the same files, byte for byte. The reference reader reads blobs whose rows are enriched; the kernel reads all
 * others.
 *
 * @throws InputError if the blob cannot be read; no file is written
 *
 * @example
 * const { summary } = await normalizeBlob({ source: blobPath, bytes: chunks }, '/tmp/tables');
 */
export async function normalizeBlob(
  blob: RawObject,
  directory: string,
  options: SourceOptions = {},
): Promise<NormalizeResult> {
  if (options.enricher) return referenceNormalizeBlob(blob, directory, options);
  const { source, bytes, again } = blob;
  const { maxBytes, compression, compatible } = options;
  const write = (from: AsyncIterable<Uint8Array>, seen?: SeenRecords) =>
    writeBlob({
      bytes: from,
      origin: blobOrigin(source),
      directory,
      maxBytes,
      compression,
      compatible,
      seen,
    });
  if (!again) return (await write(bytes)).result;
  try {
    return (await write(bytes, new ApproximateSeenRecords())).result;
  } catch (error) {
    if (!(error instanceof PossibleDuplicate)) throw error;
    return (await write(again())).result;
  }
}
