import { gunzipSync } from 'node:zlib';
import { duplicateMember } from '../../flows/input/duplicate-member';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import {
  type JsonDocument,
  JsonDocumentSplitter,
  MAX_DOCUMENT_BYTES,
} from '../../flows/input/json-documents';
import type { Origin } from '../../flows/origin';
import { shown } from '../../flows/shown';
import { membersWithRecords } from '../members/other-records';
import { type ClassifiedDocument, classifyDocument, DocumentKind } from './classify-document';
import type { MessageReader } from './message-reader';

const ACCOUNT_ID = /^\d{12}$/;
const SHOWN_LENGTH = 80;
/** Members that contain no records. CloudWatch Logs writes what it extracts from a message there. */
const EXTRACTED_FIELDS: ReadonlySet<string> = new Set(['extractedFields']);
const READ_IN_BATCH: ReadonlySet<string> = new Set(['logEvents']);
const READ_IN_RECORD: ReadonlySet<string> = new Set(['message']);

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

  /** @throws InputError if the document is compressed and damaged */
  document(document: JsonDocument): void {
    if (this.hasDuplicate(document)) return;
    const classified = classifyDocument(document);
    if (classified?.kind === DocumentKind.COMPRESSED) this.decompress(document, classified.data);
    else this.read(document, classified);
  }

  private read({ text, value }: JsonDocument, classified: ClassifiedDocument | undefined): void {
    switch (classified?.kind) {
      case DocumentKind.CONTROL_MESSAGE:
        return;
      case DocumentKind.LOG_EVENTS:
        this.messages.useOrigin(this.originOf(classified));
        for (const event of classified.events) this.messages.event(event);
        this.rejectOtherRecords(value, READ_IN_BATCH);
        return;
      case DocumentKind.MESSAGE:
        this.messages.useOrigin(this.origin);
        this.messages.lines(classified.message, value);
        this.rejectOtherRecords(value, READ_IN_RECORD);
        return;
      default:
        this.messages.useOrigin(this.origin);
        this.messages.rejectDocument(
          'the document is neither a batch of CloudWatch Logs nor a record of Firehose',
          text ?? JSON.stringify(value),
        );
    }
  }

  /** Rejects a document with a member twice, because a parser reads only one of them. */
  private hasDuplicate({ text, value }: JsonDocument): boolean {
    const name = text === undefined ? undefined : duplicateInDocument(text, value);
    if (name === undefined) return false;
    this.messages.useOrigin(this.origin);
    this.messages.rejectDocument(
      `the document has the member ${shown(name, SHOWN_LENGTH)} twice`,
      text ?? '',
    );
    return true;
  }

  private rejectOtherRecords(value: JsonDocument['value'], read: ReadonlySet<string>): void {
    for (const name of membersWithRecords(value, read))
      this.messages.rejectDocument(
        `the member ${shown(name, SHOWN_LENGTH)} contains records that are not read`,
        JSON.stringify(value[name]),
      );
  }

  /** Reads a compressed document. A nested compressed document is a reject, so that decompression ends. */
  private decompress({ offset }: JsonDocument, data: string): void {
    const splitter = new JsonDocumentSplitter();
    const bytes = this.inflate(offset, data);
    try {
      for (const document of splitter.push(bytes))
        if (!this.hasDuplicate(document)) this.read(document, classifyDocument(document));
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

/** Returns the name of a member that a document has twice. */
export function duplicateInDocument(text: string, value: unknown): string | undefined {
  return duplicateMember(text, value, EXTRACTED_FIELDS);
}

/** Returns whether a batch has records outside of its events. */
export function hasOtherRecords(value: JsonDocument['value']): boolean {
  return membersWithRecords(value, READ_IN_BATCH).length > 0;
}
