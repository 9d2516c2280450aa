import { BadValue } from '../flows/cell';
import { MAX_LINE_BYTES } from '../flows/input/lines';
import type { Origin } from '../flows/origin';
import { RejectCode } from '../flows/rejects';
import type { FlowSink } from '../flows/table-writer';
import { RecordReader } from './record-reader';
import type { RecordSink, RenderedRecords } from './record-sink';
import { tokensOf } from './text/header';
import { controlCharacter, hasControlCharacter } from './text/record';
import { recordSchemaOf } from './text/record-schema';

const NEWLINE = 0x0a;
/** An unpaired surrogate. JSON text can contain it, UTF-8 cannot. */
const UNPAIRED_SURROGATE = /\p{Surrogate}/u;

/** Converts records one by one with the reference reader. */
export class ReferenceRecordSink implements RecordSink {
  private readonly records: RecordReader;

  constructor(
    private origin: Origin,
    private readonly sink: FlowSink,
  ) {
    this.records = new RecordReader(origin, sink);
  }

  get hasFields(): boolean {
    return this.records.schema !== undefined;
  }

  found(records: number): void {
    this.sink.found(records);
  }

  useFields(names: readonly string[], where: string): void {
    this.records.useSchema(recordSchemaOf(names, where));
  }

  useOrigin(origin: Origin): void {
    // most records have the same origin as the record before
    if (sameOrigin(origin, this.origin)) return;
    this.origin = origin;
    this.records.useOrigin(origin);
  }

  line(text: string, position: bigint): void {
    readLine(this.records, text, position);
  }

  record(tokens: readonly string[], text: string, position: bigint): void {
    readTokens(this.records, tokens, text, position);
  }

  reject(position: bigint, problem: BadValue, raw: string, rawBytes?: Uint8Array): void {
    this.records.reject(position, problem, raw, rawBytes);
  }

  lines({ bytes, count, first, exceptions }: RenderedRecords): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = 0, start = 0; index < count; index++) {
      const end = text.indexOf(NEWLINE, start);
      const position = first + BigInt(index);
      const exception = exceptions.get(position);
      if (exception) exception(this.records);
      else this.line(text.toString('utf8', start, end), position);
      start = end + 1;
    }
  }

  end(): void {}
}

/** Returns whether records of two origins of one source have the same values. */
export function sameOrigin(one: Origin, other: Origin): boolean {
  return (
    one.accountId === other.accountId &&
    one.flowLogId === other.flowLogId &&
    one.logStream === other.logStream
  );
}

/** Reads a record from its text. */
export function readLine(records: RecordReader, text: string, position: bigint): void {
  if (isReadable(records, text, position)) readSplit(records, tokensOf(text), text, position);
}

/** Reads a record from its values. */
export function readTokens(
  records: RecordReader,
  tokens: readonly string[],
  text: string,
  position: bigint,
): void {
  if (!isReadable(records, text, position)) return;
  // the text can have escapes in place of such characters
  if (tokens.some((token) => UNPAIRED_SURROGATE.test(token))) rejectSurrogate(records, text, position);
  else if (tokens.some(hasControlCharacter)) records.reject(position, controlCharacter(), text);
  else readSplit(records, tokens, text, position);
}

function readSplit(records: RecordReader, tokens: readonly string[], text: string, position: bigint): void {
  if (tokens.length > 0) records.record(tokens, text, position);
  else records.reject(position, new BadValue(RejectCode.NOT_A_RECORD, 'the message is empty'), text);
}

/** Rejects a record that is too long, or that UTF-8 cannot represent. */
function isReadable(records: RecordReader, text: string, position: bigint): boolean {
  const length = Buffer.byteLength(text);
  if (length > MAX_LINE_BYTES) {
    const problem = new BadValue(RejectCode.LINE_TOO_LONG, `${length} bytes in one record`);
    records.reject(position, problem, escaped(text.slice(0, MAX_LINE_BYTES)));
    return false;
  }
  if (!isAscii(text, length) && UNPAIRED_SURROGATE.test(text)) {
    rejectSurrogate(records, text, position);
    return false;
  }
  return true;
}

function rejectSurrogate(records: RecordReader, text: string, position: bigint): void {
  const problem = new BadValue(RejectCode.NOT_UTF8, 'the record contains an unpaired surrogate');
  records.reject(position, problem, escaped(text));
}

function isAscii(text: string, bytes: number): boolean {
  return text.length === bytes;
}

/** Writes unpaired surrogates as JSON escapes, so that they are visible. */
function escaped(text: string): string {
  return UNPAIRED_SURROGATE.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
