import { gunzipSync } from 'node:zlib';
import { type ExactValue, parsedOrError } from '../../flows/input/exact-json';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { MAX_DOCUMENT_BYTES } from '../../flows/input/json-documents';
import { type JsonElement, JsonElements } from '../../flows/input/json-elements';
import { membersOf } from '../../flows/input/json-members';
import { isGzip } from '../../flows/input/sniff';
import { shown } from '../../flows/shown';
import { classifyDocument, DocumentKind } from '../documents/classify-document';
import { DocumentReader } from '../documents/document-reader';
import { MessageReader, noFormat } from '../documents/message-reader';
import type { AwsReading } from '../forms/aws-form';
import { eventOrigin, withoutEventMembers } from './event-origin';
import { areFlowLogMembers, hasKnownField } from './flow-log-members';
import { MemberRecords } from './member-records';
import { membersWithRecords } from './other-records';
import { dataOf, insightsRow, recordOf, textOf, WRAPPERS } from './record-text';

/** Names of the lists whose items are records. */
const LISTS: ReadonlySet<string> = new Set(['events', 'results', 'records', 'Records', 'hits', 'value']);
const WRAPPER_NAMES: ReadonlySet<string> = new Set(WRAPPERS);
const SHOWN_LENGTH = 80;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const OPEN_BRACE = /^\s*\{/;

type Members = Readonly<Record<string, ExactValue>>;

/**
 * Reads the records in JSON of any form: log events, results of queries, records of streams, and records whose values have
 * names; in lists, one after the other, or in one document. Records are numbered from 1.
 *
 * @throws InputError if the source is not JSON or is truncated, or if a record needs a format and none is declared
 */
export async function readElements(bytes: AsyncIterable<Uint8Array>, reading: AwsReading): Promise<void> {
  const reader = new ElementReader(reading);
  const elements = new JsonElements(LISTS);
  for await (const chunk of bytes) {
    for (const element of elements.push(chunk)) reader.element(element);
  }
  for (const element of elements.end()) reader.element(element);
  reading.records.end();
}

class ElementReader {
  private readonly messages: MessageReader;
  private readonly documents: DocumentReader;
  private readonly members: MemberRecords;
  private usesFormat = false;
  private decompressed = 0;

  constructor(private readonly reading: AwsReading) {
    const { origin, records, maxBytes = Number.POSITIVE_INFINITY } = reading;
    this.messages = new MessageReader(records);
    this.documents = new DocumentReader(origin, this.messages, maxBytes);
    this.members = new MemberRecords(records, 'the JSON records');
  }

  element({ text, invalid, offset, isAround }: JsonElement): void {
    if (isAround) this.around(text);
    else if (invalid) this.reject('the record is not valid UTF-8', text, invalid);
    else {
      const value = parsedOrError(text);
      if (value instanceof SyntaxError) this.reject(value.message, text);
      else this.value(value, text, offset);
    }
  }

  /** Rejects the records in the other members of the object around a list of records. */
  private around(text: string): void {
    const duplicates = new Set<string>();
    const value = parsedOrError(text, (name) => duplicates.add(name));
    if (value instanceof SyntaxError) {
      this.reject(`the object around the records is not valid: ${value.message}`, text);
      return;
    }
    for (const name of duplicates)
      if (!LISTS.has(name))
        this.reject(`the object around the records has the member ${shown(name, SHOWN_LENGTH)} twice`, text);
    this.rejectOtherRecords(membersOf(value) ?? {}, LISTS);
  }

  private rejectOtherRecords(members: Members, read: ReadonlySet<string>): void {
    for (const name of membersWithRecords(members, read))
      this.reject(
        `the member ${shown(name, SHOWN_LENGTH)} contains records that are not read`,
        JSON.stringify(members[name]),
      );
  }

  private value(value: ExactValue, text: string, offset: number): void {
    if (typeof value === 'string') {
      this.text(value, {});
      return;
    }
    const members = membersOf(value) ?? insightsRow(value);
    if (!members) this.reject('expected an object', text);
    else if (this.isDocument(members)) this.documents.document({ offset, value: members });
    else {
      const record = recordOf(members);
      this.record(record, text, offset);
      if (record !== members) this.rejectOtherRecords(members, WRAPPER_NAMES);
    }
  }

  private isDocument(members: Members): boolean {
    const kind = classifyDocument({ offset: 0, value: members })?.kind;
    if (kind === undefined || kind === DocumentKind.MESSAGE) return false;
    if (kind !== DocumentKind.CONTROL_MESSAGE) this.useFormat();
    return true;
  }

  private record(members: Members, raw: string, offset: number): void {
    const text = textOf(members);
    const own = withoutEventMembers(members);
    const hasFields = areFlowLogMembers(Object.keys(own));
    const data = text === undefined && !hasFields ? dataOf(members) : undefined;
    if (data !== undefined) this.data(data, raw, offset);
    else if (text !== undefined && (this.reading.format || !hasFields)) this.text(text, members);
    else if (!hasKnownField(Object.keys(own))) {
      this.reject('the record has neither text nor a member with the name of a field', raw);
    } else {
      this.useMembers();
      this.reading.records.useOrigin(eventOrigin(members, this.reading.origin));
      this.members.record(own, raw, this.messages.next());
    }
  }

  /** Reads a record from its text, which can itself be JSON. */
  private text(text: string, members: Members): void {
    const inner = OPEN_BRACE.test(text) ? parsedOrError(text) : undefined;
    const record = inner instanceof SyntaxError ? undefined : membersOf(inner);
    if (record && areFlowLogMembers(Object.keys(record))) {
      this.useMembers();
      this.reading.records.useOrigin(eventOrigin(members, this.reading.origin));
      this.members.record(record, text, this.messages.next());
      return;
    }
    this.useFormat(text.trimEnd());
    this.reading.records.useOrigin(eventOrigin(members, this.reading.origin));
    this.messages.message(text);
  }

  /** Reads the data of a record of a stream: documents, or lines of text. */
  private data(data: string, raw: string, offset: number): void {
    const bytes = BASE64.test(data) ? this.inflated(Buffer.from(data, 'base64'), offset) : undefined;
    if (!bytes) this.reject('the data of the record are not base64', raw);
    else if (OPEN_BRACE.test(bytes.toString('latin1', 0, 100))) this.nested(bytes, offset);
    else {
      this.useFormat();
      this.reading.records.useOrigin(this.reading.origin);
      this.messages.lines(bytes.toString('utf8'), { data });
    }
  }

  private nested(bytes: Buffer, offset: number): void {
    const elements = new JsonElements(new Set());
    const all = [];
    try {
      all.push(...elements.push(bytes), ...elements.end());
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new InputError(error.code, `in the data of the record at byte ${offset}: ${error.message}`);
    }
    for (const { text, invalid } of all) {
      const value = invalid ? undefined : parsedOrError(text);
      const members = value instanceof SyntaxError ? undefined : membersOf(value);
      if (!members)
        this.reject('the data of the record contain something else than an object', text, invalid);
      else if (this.isDocument(members)) this.documents.document({ offset, value: members });
      else if (dataOf(members) !== undefined) this.reject('the data of the record contain more data', text);
      else this.record(members, text, offset);
    }
  }

  private inflated(bytes: Buffer, offset: number): Buffer {
    if (!isGzip(bytes)) return bytes;
    const { maxBytes = Number.POSITIVE_INFINITY } = this.reading;
    try {
      const left = Math.min(MAX_DOCUMENT_BYTES, maxBytes - this.decompressed);
      const inflated = gunzipSync(bytes, { maxOutputLength: Math.max(1, left) });
      this.decompressed += inflated.length;
      return inflated;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const problem = code === 'ERR_BUFFER_TOO_LARGE' ? InputErrorCode.TOO_LARGE : InputErrorCode.DAMAGED;
      throw new InputError(problem, `cannot decompress the data of the record at byte ${offset}: ${message}`);
    }
  }

  private reject(problem: string, raw: string, rawBytes?: Uint8Array): void {
    this.reading.records.useOrigin(this.reading.origin);
    this.messages.reject(problem, raw, rawBytes);
  }

  /** @throws InputError if no format is declared */
  private useFormat(record?: string): void {
    const { format, records } = this.reading;
    if (!format) throw noFormat(this.messages.nextPosition, record);
    if (this.usesFormat) return;
    records.useFields(format.names, 'the declared format');
    this.usesFormat = true;
    this.members.forget();
  }

  private useMembers(): void {
    this.usesFormat = false;
  }
}
