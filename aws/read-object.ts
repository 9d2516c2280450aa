import { inflate } from '../flows/input/inflate';
import { openSource } from '../flows/input/opened-source';
import type { Origin } from '../flows/origin';
import type { FlowSink } from '../flows/table-writer';
import type { AwsReading } from './forms/aws-form';
import { recognizeAws } from './forms/recognize-aws';
import { ReferenceRecordSink } from './reference-record-sink';

/** Options of `readObject`. */
export type ReadOptions = Pick<AwsReading, 'format' | 'maxBytes'>;

/**
 * Reads the records of an object with the reference reader of its form.
 *
 * @throws InputError if the object cannot be read
 */
export async function readObject(
  stored: AsyncIterable<Uint8Array>,
  origin: Origin,
  sink: FlowSink,
  options: ReadOptions = {},
): Promise<void> {
  const { format, maxBytes } = options;
  const opened = await openSource({ source: origin.source, bytes: stored }, maxBytes);
  try {
    const { form } = recognizeAws(opened.beginning, format);
    const records = new ReferenceRecordSink(origin, sink);
    await form.read(inflate(opened.bytes, { maxBytes }), { origin, sink, records, ...options });
  } finally {
    await opened.close();
  }
}
