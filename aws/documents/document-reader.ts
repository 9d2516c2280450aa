import { gunzipSync } from 'node:zlib';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import {
  type JsonDocument,
  JsonDocumentSplitter,
  MAX_DOCUMENT_BYTES,
} from '../../flows/input/json-documents';
import type { Origin } from '../../flows/origin';
import { shown } from '../../flows/shown';
import { type ClassifiedDocument, classifyDocument, DocumentKind } from './classify-document';
import type { MessageReader } from './message-reader';

const ACCOUNT_ID = /^\d{12}$/;
const SHOWN_LENGTH = 80;

/** A batch of log events. */
export type LogEvents = ClassifiedDocument & { readonly kind: DocumentKind.LOG_EVENTS };

/** Reads the records of documents. */
export class DocumentReader {
  /** Decompressed bytes so far. */
  private decompressed = 0;

  constructor(
    private readonly origin: Origin,
    private readonly messages: MessageReader,
    private readonly maxBytes: number,
  ) {}

  /** @throws InputError if the document is of an unknown kind, or if it is compressed and damaged */
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

  /**
   * Returns the origin of a batch. The account of the flow log is the one in the object key. If the key has none, it is
   * the owner of the log group.
   */
  originOf({ owner, logGroup, logStream }: LogEvents): Origin {
    const account = typeof owner === 'string' && ACCOUNT_ID.test(owner) ? owner : undefined;
    return {
      ...this.origin,
      accountId: this.origin.accountId ?? account,
      flowLogId: logGroup || undefined,
      logStream: logStream || undefined,
    };
  }
}
