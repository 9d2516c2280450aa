import { type OpenedSource, openSource } from '../flows/input/opened-source';
import { decisionOf, type Recognized } from '../flows/input/recognize';
import type { NormalizeResult, RawObject, SourceOptions } from '../flows/normalize-source';
import type { AzureForm } from './forms/azure-form';
import { readRecords } from './forms/blob';
import { recognizeAzure } from './forms/recognize-azure';
import { blobOrigin } from './records/blob-origin';
import { ApproximateSeenRecords, PossibleDuplicate, type SeenRecords } from './records/seen-records';
import { referenceNormalizeOpened } from './reference-normalize';
import { writeBlob } from './write-blob';

/**
 * Writes Parquet files of the tables `flows` and `rejects` for one whole blob, or a compressed copy of it. The same blob
 * gives the same files, byte for byte.
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
  const opened = await openSource(blob, options.maxBytes);
  try {
    return await normalizeOpened(opened, recognizeAzure(opened.beginning), directory, options);
  } finally {
    await opened.close();
  }
}

/** Normalizes an opened source of a recognized form. */
export async function normalizeOpened(
  opened: OpenedSource,
  recognized: Recognized<AzureForm>,
  directory: string,
  options: SourceOptions = {},
): Promise<NormalizeResult> {
  // the kernel reads what the reader of records reads
  if (recognized.form.read !== readRecords) {
    return referenceNormalizeOpened(opened, recognized, directory, options);
  }
  const { source, bytes, again, layers, storedBytes } = opened;
  const { maxBytes, compression, compatible, enricher } = options;
  const write = async (from: AsyncIterable<Uint8Array>, seen?: SeenRecords): Promise<NormalizeResult> => {
    const { result } = await writeBlob({
      bytes: from,
      origin: blobOrigin(source),
      directory,
      maxBytes,
      compression,
      compatible,
      enricher,
      seen,
    });
    const count = { stored: storedBytes(), inflated: result.bytes.inflated };
    return { ...result, bytes: count, form: decisionOf(recognized, layers) };
  };
  if (!again) return write(bytes);
  try {
    return await write(bytes, new ApproximateSeenRecords());
  } catch (error) {
    if (!(error instanceof PossibleDuplicate)) throw error;
    return write(again());
  }
}
