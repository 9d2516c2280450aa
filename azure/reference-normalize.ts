import { type ByteCount, inflate } from '../flows/input/inflate';
import { type OpenedSource, openSource } from '../flows/input/opened-source';
import { decisionOf, type Recognized } from '../flows/input/recognize';
import {
  type NormalizeResult,
  type RawObject,
  type SourceOptions,
  writeOutputs,
} from '../flows/normalize-source';
import type { AzureForm } from './forms/azure-form';
import { recognizeAzure } from './forms/recognize-azure';
import { blobOrigin } from './records/blob-origin';

/** Does the same as `normalizeBlob` with the reference reader, which defines the expected result. */
export async function referenceNormalizeBlob(
  blob: RawObject,
  directory: string,
  options: SourceOptions = {},
): Promise<NormalizeResult> {
  const opened = await openSource(blob, options.maxBytes);
  try {
    return await referenceNormalizeOpened(opened, recognizeAzure(opened.beginning), directory, options);
  } finally {
    await opened.close();
  }
}

/** Reads an opened source with the reference reader. */
export async function referenceNormalizeOpened(
  { source, bytes, layers, storedBytes }: OpenedSource,
  recognized: Recognized<AzureForm>,
  directory: string,
  { maxBytes, enricher }: SourceOptions = {},
): Promise<NormalizeResult> {
  const origin = blobOrigin(source);
  const written = await writeOutputs(origin, directory, enricher, async (sink) => {
    const count: ByteCount = { stored: 0, inflated: 0 };
    await recognized.form.read(inflate(bytes, { maxBytes, count }), { origin, sink });
    return { stored: storedBytes(), inflated: count.inflated };
  });
  return { ...written, form: decisionOf(recognized, layers) };
}
