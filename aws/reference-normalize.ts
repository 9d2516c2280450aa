import { type ByteCount, inflate } from '../flows/input/inflate';
import { type OpenedSource, openSource } from '../flows/input/opened-source';
import { decisionOf, type Recognized } from '../flows/input/recognize';
import { type NormalizeResult, type RawObject, writeOutputs } from '../flows/normalize-source';
import type { AwsForm } from './forms/aws-form';
import { recognizeAws } from './forms/recognize-aws';
import type { NormalizeOptions } from './normalize-options';
import { ReferenceRecordSink } from './reference-record-sink';
import { originOf } from './source-origin';

/**
 * Does the same as `normalize` with the reference reader, which defines the expected result and reads every input
 * form.
 */
export async function referenceNormalize(
  object: RawObject,
  directory: string,
  options: NormalizeOptions = {},
): Promise<NormalizeResult> {
  const opened = await openSource(object, options.maxBytes);
  try {
    const recognized = recognizeAws(opened.beginning, options.format);
    return await referenceNormalizeOpened(opened, recognized, directory, options);
  } finally {
    await opened.close();
  }
}

/** Reads an opened source with the reference reader. */
export async function referenceNormalizeOpened(
  { source, bytes, layers, storedBytes }: OpenedSource,
  recognized: Recognized<AwsForm>,
  directory: string,
  { format, maxBytes, enricher }: NormalizeOptions = {},
): Promise<NormalizeResult> {
  const origin = originOf(source);
  const written = await writeOutputs(origin, directory, enricher, async (sink) => {
    const count: ByteCount = { stored: 0, inflated: 0 };
    const records = new ReferenceRecordSink(origin, sink);
    const reading = { origin, records, sink, format, maxBytes };
    await recognized.form.read(inflate(bytes, { maxBytes, count }), reading);
    return { stored: storedBytes(), inflated: count.inflated };
  });
  return { ...written, form: decisionOf(recognized, layers) };
}
