import { type ByteCount, inflate } from '../flows/input/inflate';
import {
  type NormalizeResult,
  type RawObject,
  type SourceOptions,
  writeOutputs,
} from '../flows/normalize-source';
import { BlobReader, blobOrigin } from './records/blob-reader';

/** Does the same as `normalizeBlob` with the reference reader, which defines the expected result. */
export function referenceNormalizeBlob(
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
