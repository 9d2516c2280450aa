import { BadValue } from '../../flows/cell';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';
import { fittingFormats } from '../forms/suggest-formats';
import type { RecordSink } from '../record-sink';
import { tokensOf } from '../text/header';

const SHOWN_LENGTH = 80;
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
    if (typeof message === 'string') this.message(message);
    else this.rejectDocument('the message of the log event is not text', JSON.stringify(event) ?? 'null');
  }

  /** Reads the message of a log event: one record. */
  message(message: string): void {
    const text = withoutBreak(message);
    this.records.line(text, this.nextText(text));
  }

  /** Reads a message of Firehose: one record per line. */
  lines(message: unknown, document: unknown): void {
    if (typeof message !== 'string') {
      this.rejectDocument('the message is not text', JSON.stringify(document));
      return;
    }
    if (!message.includes('\n') && tokensOf(message).length > 0) {
      this.records.line(message, this.nextText(message));
      return;
    }
    const lines = message.split(LINE_BREAK).filter((line) => tokensOf(line).length > 0);
    if (lines.length === 0) this.rejectDocument('the message is empty', JSON.stringify(document));
    for (const line of lines) this.records.line(line, this.nextText(line));
  }

  /** Rejects something that is not a record. */
  reject(problem: string, raw: string, rawBytes?: Uint8Array): void {
    const bad = new BadValue(RejectCode.NOT_A_RECORD, problem);
    this.records.reject(
      this.next(),
      bad,
      raw.slice(0, MAX_LINE_BYTES),
      rawBytes?.subarray(0, MAX_LINE_BYTES),
    );
  }

  /** Counts one record, and returns its position. */
  next(): bigint {
    this.position++;
    this.records.found(1);
    return this.position;
  }

  /** The same for a record that needs the declared fields. */
  private nextText(record: string): bigint {
    const position = this.next();
    if (!this.records.hasFields) throw noFormat(position, record);
    return position;
  }

  /** Rejects something else than a record. @throws InputError if no format is declared */
  rejectDocument(problem: string, raw: string): void {
    if (!this.records.hasFields) throw noFormat(this.position + 1n);
    this.reject(problem, raw);
  }
}

/**
 * Returns the error of a record that is text without a header, if no format is declared. It names the formats of which the
 * record is valid.
 */
export function noFormat(position: bigint, record = ''): InputError {
  const fitting = fittingFormats([record]).map(({ name }) => `"${name}"`);
  const advice =
    fitting.length === 0
      ? 'Declare the format of the flow log.'
      : `The record is valid in the format ${fitting.join(' and in ')}. If the flow log has this format, declare it.`;
  const received = record === '' ? '' : `; received ${shown(record, SHOWN_LENGTH)}`;
  return new InputError(
    InputErrorCode.NO_FORMAT,
    `record ${position} has no header, and no format is declared${received}. ${advice}`,
  );
}

function withoutBreak(message: string): string {
  if (!message.endsWith('\n')) return message;
  return message.slice(0, message.endsWith('\r\n') ? -2 : -1);
}
