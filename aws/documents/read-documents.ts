import { gunzipSync } from 'node:zlib';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import {
  type JsonDocument,
  JsonDocumentSplitter,
  MAX_DOCUMENT_BYTES,
} from '../../flows/input/json-documents';
import type { Origin } from '../../flows/origin';
import { shown } from '../../flows/shown';
import type { LogFormat } from '../format';
import type { RecordSink } from '../record-sink';
import { type ClassifiedDocument, classifyDocument, DocumentKind } from './classify-document';
import { MessageReader } from './message-reader';

const ACCOUNT_ID = /^\d{12}$/;
const SHOWN_LENGTH = 80;

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
 * @throws InputError if a document is damaged or of an unknown kind, or if no format is declared
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

class DocumentReader {
  /** Decompressed bytes so far. */
  private decompressed = 0;

  constructor(
    private readonly origin: Origin,
    private readonly messages: MessageReader,
    private readonly maxBytes: number,
  ) {}

  document(document: JsonDocument): void {
    const classified = classifyDocument(document);
    if (classified?.kind === DocumentKind.COMPRESSED) this.decompress(document, classified.data);
    else this.read(document, classified);
  }

  private read({ offset, value }: JsonDocument, classified: ClassifiedDocument | undefined): void {
    switch (classified?.kind) {
      case DocumentKind.CONTROL_MESSAGE:
        return;
      case DocumentKind.LOG_EVENTS:
        this.messages.useOrigin(this.originOf(classified));
        for (const event of classified.events) this.messages.event(event);
        return;
      case DocumentKind.MESSAGE:
        this.messages.useOrigin(this.origin);
        this.messages.lines(classified.message, value);
        return;
      default:
        throw new InputError(
          InputErrorCode.DAMAGED,
          `expected a batch of CloudWatch Logs or a record of Firehose at byte ${offset}, received ` +
            shown(JSON.stringify(value), SHOWN_LENGTH),
        );
    }
  }

  /** Reads a compressed document. A nested compressed document is an error, so that decompression ends. */
  private decompress({ offset }: JsonDocument, data: string): void {
    const splitter = new JsonDocumentSplitter();
    const bytes = this.inflate(offset, data);
    try {
      for (const document of splitter.push(bytes)) this.read(document, classifyDocument(document));
      splitter.end();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new InputError(error.code, `in the compressed document at byte ${offset}: ${error.message}`);
    }
  }

  private inflate(offset: number, data: string): Buffer {
    try {
      const left = Math.min(MAX_DOCUMENT_BYTES, this.maxBytes - this.decompressed);
      const bytes = gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: Math.max(1, left) });
      this.decompressed += bytes.length;
      return bytes;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const problem = code === 'ERR_BUFFER_TOO_LARGE' ? InputErrorCode.TOO_LARGE : InputErrorCode.DAMAGED;
      throw new InputError(problem, `cannot decompress the document at byte ${offset}: ${message}`);
    }
  }

  /** The account of the flow log is the one in the object key. If the key has none, it is the owner of the log group. */
  private originOf({
    owner,
    logGroup,
    logStream,
  }: ClassifiedDocument & { kind: DocumentKind.LOG_EVENTS }): Origin {
    const account = typeof owner === 'string' && ACCOUNT_ID.test(owner) ? owner : undefined;
    return { ...this.origin, accountId: this.origin.accountId ?? account, flowLogId: logGroup, logStream };
  }
}
