import { gunzipSync } from 'node:zlib';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import {
  type JsonDocument,
  JsonDocumentSplitter,
  MAX_DOCUMENT_BYTES,
} from '../../flows/input/json-documents';
import type { Origin } from '../../flows/origin';
import { shown } from '../../flows/shown';
import type { FlowSink } from '../../flows/table-writer';
import type { LogFormat } from '../format';
import { type DocumentForm, DocumentKind, documentForm } from './document-form';
import { MessageReader } from './message-reader';

const ACCOUNT_ID = /^\d{12}$/;
const SHOWN_LENGTH = 80;

/** What documents are read with. */
export interface DocumentOptions {
  readonly format?: LogFormat;
  readonly maxBytes?: number;
}

/**
 * Reads flow log records from JSON documents: batches of CloudWatch Logs subscriptions and records of Firehose, one or
 * many, mixed as they come. Every record becomes a row or a reject, numbered from 1 over all documents.
 *
 * @throws InputError if a document is damaged or unknown, or no format is declared
 */
export async function readDocuments(
  bytes: AsyncIterable<Uint8Array>,
  origin: Origin,
  sink: FlowSink,
  { format, maxBytes = Number.POSITIVE_INFINITY }: DocumentOptions = {},
): Promise<void> {
  const reader = new DocumentReader(origin, new MessageReader(origin, sink, format), maxBytes);
  const splitter = new JsonDocumentSplitter();
  for await (const chunk of bytes) {
    for (const document of splitter.push(chunk)) reader.document(document);
  }
  splitter.end();
}

class DocumentReader {
  /** Bytes that came out of compressed documents. */
  private unpacked = 0;

  constructor(
    private readonly origin: Origin,
    private readonly messages: MessageReader,
    private readonly maxBytes: number,
  ) {}

  document(document: JsonDocument): void {
    const form = documentForm(document);
    if (form?.kind === DocumentKind.PACKED) this.unpack(document, form.data);
    else this.read(document, form);
  }

  private read({ offset, value }: JsonDocument, form: DocumentForm | undefined): void {
    switch (form?.kind) {
      case DocumentKind.CONTROL:
        return;
      case DocumentKind.LOG_EVENTS:
        this.messages.from(this.originOf(form));
        for (const event of form.events) this.messages.event(event);
        return;
      case DocumentKind.MESSAGE:
        this.messages.from(this.origin);
        this.messages.lines(form.message, value);
        return;
      default:
        throw new InputError(
          InputErrorCode.DAMAGED,
          `the document at byte ${offset} is neither a batch of CloudWatch Logs nor a record of Firehose: ` +
            shown(JSON.stringify(value), SHOWN_LENGTH),
        );
    }
  }

  /** Within a packed document there is no other one, so that nothing can unfold without end. */
  private unpack({ offset }: JsonDocument, data: string): void {
    const splitter = new JsonDocumentSplitter();
    const bytes = this.inflate(offset, data);
    try {
      for (const document of splitter.push(bytes)) this.read(document, documentForm(document));
      splitter.end();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new InputError(error.code, `packed at byte ${offset}: ${error.message}`);
    }
  }

  private inflate(offset: number, data: string): Buffer {
    try {
      const left = Math.min(MAX_DOCUMENT_BYTES, this.maxBytes - this.unpacked);
      const bytes = gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: Math.max(1, left) });
      this.unpacked += bytes.length;
      return bytes;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const problem = code === 'ERR_BUFFER_TOO_LARGE' ? InputErrorCode.TOO_LARGE : InputErrorCode.DAMAGED;
      throw new InputError(problem, `the document at byte ${offset} can not be inflated: ${message}`);
    }
  }

  /** The object key says which account owns the flow log; where it says nothing, the log group's owner stands in. */
  private originOf({ owner, logGroup }: DocumentForm & { kind: DocumentKind.LOG_EVENTS }): Origin {
    const account = typeof owner === 'string' && ACCOUNT_ID.test(owner) ? owner : undefined;
    return { ...this.origin, accountId: this.origin.accountId ?? account, flowLogId: logGroup };
  }
}
