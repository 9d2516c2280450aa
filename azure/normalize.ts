import { type ByteCount, inflate } from '../flows/input/inflate';
import {
  type NormalizeResult,
  type RawObject,
  type SourceOptions,
  writeOutputs,
} from '../flows/normalize-source';
import { BlobReader, blobOrigin } from './records/blob-reader';

/**
 * Turns one whole blob, or a compressed copy of it, into its output set: Parquet files of the tables `flows` and
 * `rejects` below a directory. The same blob gives the same files, byte for byte.
 *
 * @throws InputError if the blob can not be read; nothing is written then
 */
export function normalizeBlob(
  blob: RawObject,
  directory: string,
  { maxBytes, enricher }: SourceOptions = {},
): Promise<NormalizeResult> {
  const origin = blobOrigin(blob.source);
  return writeOutputs(origin, directory, enricher, async (sink) => {
    const count: ByteCount = { stored: 0, inflated: 0 };
    const reader = new BlobReader(origin, sink);
    for await (const chunk of inflate(blob.bytes, { maxBytes, count })) reader.push(chunk);
    reader.end();
    return count;
  });
}
