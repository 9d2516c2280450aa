import { BadValue } from '../../flows/cell';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import type { FlowSink } from '../../flows/table-writer';
import type { LogFormat } from '../format';
import { RecordReader } from '../record-reader';
import { tokensOf } from '../text/header';
import { recordSchemaOf } from '../text/record-schema';

/** Half a character: text in JSON can have it, text in UTF-8 can not. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Reads records that are texts within documents, and numbers them from 1. */
export class MessageReader {
  private position = 0n;
  private readonly records: RecordReader;

  constructor(
    private origin: Origin,
    sink: FlowSink,
    format: LogFormat | undefined,
  ) {
    this.records = new RecordReader(origin, sink);
    if (format) this.records.use(recordSchemaOf(format.names, 'the declared format'));
  }

  /** Sets where the records to come are from. */
  from(origin: Origin): void {
    const { accountId, flowLogId } = this.origin;
    // batches of one log group mostly follow each other
    if (origin.accountId === accountId && origin.flowLogId === flowLogId) return;
    this.origin = origin;
    this.records.from(origin);
  }

  /** An event of CloudWatch Logs, which is one record. */
  event(event: unknown): void {
    const { message } = (event ?? {}) as { readonly message?: unknown };
    if (typeof message === 'string') this.record(message.replace(/\r?\n$/, ''));
    else this.noRecord(event, 'the log event has no message that is a text');
  }

  /** A message of Firehose, which holds a record in each of its lines. */
  lines(message: unknown, document: unknown): void {
    if (typeof message !== 'string') {
      this.noRecord(document, 'the message is no text');
      return;
    }
    const lines = message.split(/\r?\n/).filter((line) => tokensOf(line).length > 0);
    if (lines.length === 0) this.noRecord(document, 'the message is empty');
    for (const line of lines) this.record(line);
  }

  private record(text: string): void {
    const position = this.next();
    const length = Buffer.byteLength(text);
    const tokens = length > MAX_LINE_BYTES ? [] : tokensOf(text);
    if (length > MAX_LINE_BYTES) {
      const problem = new BadValue(RejectCode.LINE_TOO_LONG, `${length} bytes in one record`);
      this.records.reject(position, problem, spelledOut(text.slice(0, MAX_LINE_BYTES)));
    } else if (HALF_CHARACTER.test(text)) {
      const problem = new BadValue(RejectCode.NOT_UTF8, 'the message has half a character');
      this.records.reject(position, problem, spelledOut(text));
    } else if (tokens.length === 0) {
      this.records.reject(position, new BadValue(RejectCode.NOT_A_RECORD, 'the message is empty'), text);
    } else this.records.record(tokens, text, position);
  }

  private noRecord(seen: unknown, why: string): void {
    const raw = JSON.stringify(seen).slice(0, MAX_LINE_BYTES);
    this.records.reject(this.next(), new BadValue(RejectCode.NOT_A_RECORD, why), raw);
  }

  private next(): bigint {
    this.position++;
    if (this.records.schema) return this.position;
    throw new InputError(
      InputErrorCode.NO_FORMAT,
      `record ${this.position} comes in a document, which has no header, and no format is declared, so nothing says ` +
        "what its fields are; declare the flow log's format",
    );
  }
}

/** Halves of characters as JSON writes them, so that they can be seen. */
function spelledOut(text: string): string {
  return HALF_CHARACTER.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
