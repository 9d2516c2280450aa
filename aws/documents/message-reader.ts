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

/** An unpaired surrogate. JSON text can contain it, UTF-8 cannot. */
const UNPAIRED_SURROGATE = /\p{Surrogate}/u;

/** Reads records from messages in JSON documents, and numbers them from 1. */
export class MessageReader {
  private position = 0n;
  private readonly records: RecordReader;

  constructor(
    private origin: Origin,
    private readonly sink: FlowSink,
    format: LogFormat | undefined,
  ) {
    this.records = new RecordReader(origin, sink);
    if (format) this.records.useSchema(recordSchemaOf(format.names, 'the declared format'));
  }

  /** Sets the origin of the next records. */
  useOrigin(origin: Origin): void {
    const { accountId, flowLogId } = this.origin;
    // most batches have the same log group as the batch before
    if (origin.accountId === accountId && origin.flowLogId === flowLogId) return;
    this.origin = origin;
    this.records.useOrigin(origin);
  }

  /** Reads a log event of CloudWatch Logs: one record. */
  event(event: unknown): void {
    const { message } = (event ?? {}) as { readonly message?: unknown };
    if (typeof message === 'string') this.record(message.replace(/\r?\n$/, ''));
    else this.rejectDocument(event, 'the message of the log event is not text');
  }

  /** Reads a message of Firehose: one record per line. */
  lines(message: unknown, document: unknown): void {
    if (typeof message !== 'string') {
      this.rejectDocument(document, 'the message is not text');
      return;
    }
    const lines = message.split(/\r?\n/).filter((line) => tokensOf(line).length > 0);
    if (lines.length === 0) this.rejectDocument(document, 'the message is empty');
    for (const line of lines) this.record(line);
  }

  private record(text: string): void {
    const position = this.next();
    const length = Buffer.byteLength(text);
    const tokens = length > MAX_LINE_BYTES ? [] : tokensOf(text);
    if (length > MAX_LINE_BYTES) {
      const problem = new BadValue(RejectCode.LINE_TOO_LONG, `${length} bytes in one record`);
      this.records.reject(position, problem, escaped(text.slice(0, MAX_LINE_BYTES)));
    } else if (UNPAIRED_SURROGATE.test(text)) {
      const problem = new BadValue(RejectCode.NOT_UTF8, 'the message contains an unpaired surrogate');
      this.records.reject(position, problem, escaped(text));
    } else if (tokens.length === 0) {
      this.records.reject(position, new BadValue(RejectCode.NOT_A_RECORD, 'the message is empty'), text);
    } else this.records.record(tokens, text, position);
  }

  private rejectDocument(received: unknown, problem: string): void {
    const raw = JSON.stringify(received).slice(0, MAX_LINE_BYTES);
    this.records.reject(this.next(), new BadValue(RejectCode.NOT_A_RECORD, problem), raw);
  }

  private next(): bigint {
    this.position++;
    this.sink.found(1);
    if (this.records.schema) return this.position;
    throw new InputError(
      InputErrorCode.NO_FORMAT,
      `record ${this.position} is in a JSON document, which has no header, and no format is declared. Declare the ` +
        'format of the flow log.',
    );
  }
}

/** Writes unpaired surrogates as JSON escapes, so that they are visible. */
function escaped(text: string): string {
  return UNPAIRED_SURROGATE.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
