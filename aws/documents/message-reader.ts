import { BadValue } from '../../flows/cell';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import type { RecordSink } from '../record-sink';
import { tokensOf } from '../text/header';

const LINE_BREAK = /\r?\n/;

/** Reads records from the messages of log events, and numbers them from 1. */
export class MessageReader {
  private position = 0n;

  constructor(private readonly records: RecordSink) {}

  /** Position of the next record. */
  get nextPosition(): bigint {
    return this.position + 1n;
  }

  /** Counts records that something else reads. */
  skip(records: number): void {
    this.position += BigInt(records);
    this.records.found(records);
  }

  /** Sets the origin of the next records. */
  useOrigin(origin: Origin): void {
    this.records.useOrigin(origin);
  }

  /** Reads a log event of CloudWatch Logs: one record. */
  event(event: unknown): void {
    const { message } = (event ?? {}) as { readonly message?: unknown };
    if (typeof message === 'string') this.records.line(withoutBreak(message), this.next());
    else this.rejectDocument(event, 'the message of the log event is not text');
  }

  /** Reads a message of Firehose: one record per line. */
  lines(message: unknown, document: unknown): void {
    if (typeof message !== 'string') {
      this.rejectDocument(document, 'the message is not text');
      return;
    }
    if (!message.includes('\n') && tokensOf(message).length > 0) {
      this.records.line(message, this.next());
      return;
    }
    const lines = message.split(LINE_BREAK).filter((line) => tokensOf(line).length > 0);
    if (lines.length === 0) this.rejectDocument(document, 'the message is empty');
    for (const line of lines) this.records.line(line, this.next());
  }

  private rejectDocument(received: unknown, problem: string): void {
    const raw = (JSON.stringify(received) ?? 'null').slice(0, MAX_LINE_BYTES);
    this.records.reject(this.next(), new BadValue(RejectCode.NOT_A_RECORD, problem), raw);
  }

  private next(): bigint {
    this.position++;
    this.records.found(1);
    if (this.records.hasFields) return this.position;
    throw new InputError(
      InputErrorCode.NO_FORMAT,
      `record ${this.position} is in a JSON document, which has no header, and no format is declared. Declare the ` +
        'format of the flow log.',
    );
  }
}

function withoutBreak(message: string): string {
  if (!message.endsWith('\n')) return message;
  return message.slice(0, message.endsWith('\r\n') ? -2 : -1);
}
