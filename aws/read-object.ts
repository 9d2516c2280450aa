import { formOf, InputForm, showsForm, sniff } from '../flows/input/sniff';
import type { Origin } from '../flows/origin';
import type { FlowSink } from '../flows/table-writer';
import { readDocuments } from './documents/read-documents';
import type { LogFormat } from './format';
import { readParquet } from './parquet/read-parquet';
import { ReferenceRecordSink } from './reference-record-sink';
import { readText } from './text/read-text';

/** Options of `readObject`. */
export interface ReadOptions {
  /** Format of records without a header. */
  readonly format?: LogFormat;
  /**
   * Maximum size after decompression, in bytes.
   *
   * @default - no limit
   */
  readonly maxBytes?: number;
}

/**
 * Reads the records of an object. Its first bytes show the input format: Parquet, JSON documents or text.
 *
 * @throws InputError if the object cannot be read
 */
export async function readObject(
  bytes: AsyncGenerator<Uint8Array>,
  origin: Origin,
  sink: FlowSink,
  { format, maxBytes }: ReadOptions = {},
): Promise<void> {
  const { first, all } = await sniff(bytes, showsForm);
  const form = formOf(first);
  if (form === InputForm.PARQUET) await readParquet(all, origin, sink, maxBytes);
  else if (form === InputForm.JSON)
    await readDocuments(all, origin, new ReferenceRecordSink(origin, sink), { format, maxBytes });
  else await readText(all, origin, sink, format);
}
