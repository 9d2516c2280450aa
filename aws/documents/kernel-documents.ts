import { isUtf8 } from 'node:buffer';
import { JsonDocumentSplitter } from '../../flows/input/json-documents';
import type { Kernel } from '../../flows/kernel/kernel';
import { ObjectTexts, type TemplatePiece } from '../../flows/kernel/object-texts';
import { KEPT_BYTES, TEXT_BYTES } from '../../flows/kernel/shared/sizes';
import { TemplateStop } from '../../flows/kernel/shared/template-stop';
import { TemplateValue } from '../../flows/kernel/shared/template-value';
import type { TextWindow } from '../../flows/kernel/text-window';
import type { Origin } from '../../flows/origin';
import type { KernelRecordSink } from '../kernel-record-sink';
import { classifyDocument, DocumentKind } from './classify-document';
import { DocumentReader, duplicateInDocument, hasOtherRecords, type LogEvents } from './document-reader';
import { MessageReader } from './message-reader';
import type { DocumentOptions } from './read-documents';

/** The objects that AWS writes. All others are read one by one. */
const TEMPLATES: readonly (readonly TemplatePiece[])[] = [
  [
    ['{"message":"', TemplateValue.TEXT],
    ['"}', TemplateValue.END],
  ],
  [
    ['{"id":"', TemplateValue.STRING],
    ['","timestamp":', TemplateValue.NUMBER],
    [',"message":"', TemplateValue.TEXT],
    ['"}', TemplateValue.END],
  ],
  [
    ['{"id":"', TemplateValue.STRING],
    ['","timestamp":', TemplateValue.NUMBER],
    [',"message":"', TemplateValue.TEXT],
    ['","extractedFields":{', TemplateValue.STRINGS],
    ['}}', TemplateValue.END],
  ],
];

const BATCH = Buffer.from('{"messageType":"DATA_MESSAGE",');
const EVENTS = Buffer.from('"logEvents":[');
const BATCH_END = ']}';
const COMMA = 0x2c;
/** The members before the events are shorter than this. */
const HEAD_BYTES = 4096;
/** A document that is larger than this is read one by one. */
const WINDOW_BYTES = KEPT_BYTES - TEXT_BYTES;

/** A batch of log events whose first members are read. */
interface Batch {
  readonly batch: LogEvents;
  /** Distance of the next event from the start of the document. */
  at: number;
}

/** How far a step came. */
enum Step {
  DONE,
  NEEDS_TEXT,
  /** The document has another form. */
  OTHER,
}

/** Reads documents with the kernel: the same documents as `readDocuments`, which defines the result. */
export class KernelDocuments {
  private readonly texts: ObjectTexts;
  private readonly messages: MessageReader;
  private readonly documents: DocumentReader;
  private readonly splitter = new JsonDocumentSplitter();
  private batch: Batch | undefined;
  private isLast = false;

  constructor(
    kernel: Kernel,
    private readonly window: TextWindow,
    private readonly origin: Origin,
    private readonly records: KernelRecordSink,
    { format, maxBytes = Number.POSITIVE_INFINITY }: DocumentOptions,
  ) {
    if (format) records.useFields(format.names, 'the declared format');
    this.texts = new ObjectTexts(kernel, TEMPLATES);
    this.messages = new MessageReader(records);
    this.documents = new DocumentReader(origin, this.messages, maxBytes);
  }

  /** Reads all documents, starting with the text in the window. */
  async read(): Promise<void> {
    do this.readWindow();
    while (await this.window.more());
    this.isLast = true;
    this.readWindow();
    this.splitter.end();
    this.records.end();
  }

  private readWindow(): void {
    const { window } = this;
    while (window.from < window.end) {
      const step = this.splitter.isWithin ? Step.OTHER : this.readUsual();
      if (step === Step.OTHER) this.readOther();
      else if (step === Step.NEEDS_TEXT) return;
    }
  }

  /** Reads documents that the kernel supports. Returns NEEDS_TEXT if the window ends within one of them. */
  private readUsual(): Step {
    if (!this.records.usesKernel) return Step.OTHER;
    const step = this.batch ? this.readEvents(this.batch) : this.readMessages();
    if (step === Step.DONE) return step;
    const { window } = this;
    if (step === Step.NEEDS_TEXT && !this.isLast && window.end - window.from < WINDOW_BYTES) return step;
    this.batch = undefined;
    this.texts.forget();
    return window.from === window.end ? Step.DONE : Step.OTHER;
  }

  /** Reads documents with one message each, up to a document of another kind. */
  private readMessages(): Step {
    const { window, texts } = this;
    const stop = texts.find(window.from, window.from, window.end, 0);
    if (texts.count > 0) this.take(this.origin, window.from);
    window.from = texts.position;
    if (stop === TemplateStop.NO_ROOM) return Step.DONE;
    if (stop === TemplateStop.NEEDS_TEXT) return Step.NEEDS_TEXT;
    return this.beginBatch();
  }

  /** Reads the members of a batch before its events. */
  private beginBatch(): Step {
    const head = this.window.bytes.subarray(0, HEAD_BYTES);
    if (!startsWith(head, BATCH)) return Step.OTHER;
    const events = head.indexOf(EVENTS);
    if (events < 0) return head.length < HEAD_BYTES ? Step.NEEDS_TEXT : Step.OTHER;
    const at = events + EVENTS.length;
    const batch = batchOf(head.subarray(0, at));
    if (!batch) return Step.OTHER;
    this.batch = { batch, at };
    return this.readEvents(this.batch);
  }

  private readEvents(current: Batch): Step {
    const { window, texts } = this;
    const stop = texts.find(window.from, window.from + current.at, window.end, COMMA);
    current.at = texts.position - window.from;
    if (stop === TemplateStop.NEEDS_TEXT) return Step.NEEDS_TEXT;
    if (stop !== TemplateStop.END) return Step.OTHER;
    const end = window.bytes.toString('latin1', current.at, current.at + BATCH_END.length);
    if (end !== BATCH_END) return Step.OTHER;
    this.take(this.documents.originOf(current.batch), window.from);
    window.from += current.at + BATCH_END.length;
    this.batch = undefined;
    return Step.DONE;
  }

  /** Reads the texts that were found. */
  private take(origin: Origin, base: number): void {
    const { texts, records, messages } = this;
    let position = messages.nextPosition;
    messages.skip(texts.count);
    messages.useOrigin(origin);
    texts.take(base, (write) => {
      position += BigInt(records.fill(position, write));
    });
  }

  /** Reads one document of any form, as far as the window goes. */
  private readOther(): void {
    const { window, splitter } = this;
    const position = window.count.inflated - (window.end - window.from);
    const { end, document } = splitter.next(window.bytes, 0, position);
    window.from += end;
    if (document) this.documents.document(document);
  }
}

function startsWith(bytes: Buffer, text: Buffer): boolean {
  return bytes.length >= text.length && bytes.compare(text, 0, text.length, 0, text.length) === 0;
}

/** Returns the batch with these first members; undefined if it is none. */
function batchOf(head: Buffer): LogEvents | undefined {
  if (!isUtf8(head)) return undefined;
  try {
    const text = `${head.toString('utf8')}${BATCH_END}`;
    const value = JSON.parse(text);
    if (duplicateInDocument(text, value) !== undefined || hasOtherRecords(value)) return undefined;
    const document = classifyDocument({ offset: 0, value });
    return document?.kind === DocumentKind.LOG_EVENTS && document.events.length === 0 ? document : undefined;
  } catch {
    return undefined;
  }
}
