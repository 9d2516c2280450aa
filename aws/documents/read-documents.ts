import { JsonDocumentSplitter } from '../../flows/input/json-documents';
import type { Origin } from '../../flows/origin';
import type { LogFormat } from '../format';
import type { RecordSink } from '../record-sink';
import { DocumentReader } from './document-reader';
import { MessageReader } from './message-reader';

/** Options of `readDocuments`. */
export interface DocumentOptions {
  /** Format of the records. */
  readonly format?: LogFormat;
  /**
   * Maximum size of all decompressed documents together, in bytes.
   *
   * @default - no limit
   */
  readonly maxBytes?: number;
}

/**
 * Reads flow log records from JSON documents: batches of CloudWatch Logs subscriptions and records of Firehose, in any
 * number and order. Every record becomes a row or a reject, numbered from 1 over all documents.
 *
 * @throws InputError if a document is damaged, or if no format is declared
 */
export async function readDocuments(
  bytes: AsyncIterable<Uint8Array>,
  origin: Origin,
  records: RecordSink,
  { format, maxBytes = Number.POSITIVE_INFINITY }: DocumentOptions = {},
): Promise<void> {
  if (format) records.useFields(format.names, 'the declared format');
  const reader = new DocumentReader(origin, new MessageReader(records), maxBytes);
  const splitter = new JsonDocumentSplitter();
  for await (const chunk of bytes) {
    for (const document of splitter.push(chunk)) reader.document(document);
  }
  splitter.end();
  records.end();
}
