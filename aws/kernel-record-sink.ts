import type { BadValue } from '../flows/cell';
import { MAX_LINE_BYTES } from '../flows/input/lines';
import type { Kernel } from '../flows/kernel/kernel';
import type { KernelTable } from '../flows/kernel/kernel-table';
import { type LineException, type RenderedLineReader, RenderedLines } from '../flows/kernel/rendered-lines';
import { tableSink } from '../flows/kernel/table-sink';
import { wholeRowSchema } from '../flows/kernel/whole-row-schema';
import type { Origin } from '../flows/origin';
import type { FlowSink } from '../flows/table-writer';
import { RecordReader } from './record-reader';
import type { RecordException, RecordSink, RenderedRecords } from './record-sink';
import { ReferenceRecordSink, readLine, readTokens, sameOrigin } from './reference-record-sink';
import { contextOf, kernelSchema } from './text/kernel-schema';
import { type RecordSchema, recordSchemaOf } from './text/record-schema';

/** A record of fewer UTF-16 code units is not too long in UTF-8. */
const MAX_RECORD_LENGTH = MAX_LINE_BYTES / 3;

/** Renders records as lines of text, which the kernel reads. The reference reader reads the lines that the kernel cannot. */
export class KernelRecordSink implements RecordSink {
  private readonly rendered: RenderedLines<Origin>;
  private readonly records: RecordReader;
  /** Reads all records if the kernel does not support their schema. */
  private readonly reference: ReferenceRecordSink;
  private schema: RecordSchema | undefined;
  private isSupported = false;
  /** Origin of the record that the reference reader read last. */
  private readOrigin: Origin;

  constructor(
    kernel: Kernel,
    private readonly table: KernelTable,
    private readonly rest: Omit<FlowSink, 'row'>,
    private origin: Origin,
  ) {
    const sink = tableSink(table, rest);
    this.readOrigin = origin;
    this.records = new RecordReader(origin, sink);
    this.reference = new ReferenceRecordSink(origin, sink);
    const reader: RenderedLineReader<Origin> = {
      line: (text, position, at) => this.read(at, (records) => readLine(records, text, position)),
      flush: () => table.flush(),
    };
    this.rendered = new RenderedLines(kernel, reader, origin, contextOf);
  }

  get hasFields(): boolean {
    return this.schema !== undefined;
  }

  found(records: number): void {
    this.rest.found(records);
  }

  useFields(names: readonly string[], where: string): void {
    this.end();
    const schema = recordSchemaOf(names, where);
    this.reference.useFields(names, where);
    this.records.useSchema(schema);
    this.schema = schema;
    this.load(schema);
  }

  useOrigin(origin: Origin): void {
    if (sameOrigin(origin, this.origin)) return;
    const hadAccount = this.origin.accountId !== undefined;
    this.origin = origin;
    this.reference.useOrigin(origin);
    // without an account, the account is that of the record
    if (this.schema && hadAccount !== (origin.accountId !== undefined)) {
      this.end();
      this.load(this.schema);
    }
    this.rendered.useContext(origin);
  }

  line(text: string, position: bigint): void {
    if (!this.isSupported) this.reference.line(text, position);
    else if (!this.rendered.add(text, position)) {
      this.except(position, (records) => readLine(records, text, position));
    }
  }

  record(tokens: readonly string[], text: string, position: bigint): void {
    if (!this.isSupported) this.reference.record(tokens, text, position);
    else {
      const read: LineException<Origin> = (origin) =>
        this.read(origin, (records) => readTokens(records, tokens, text, position));
      // the kernel must find the same tokens, and a record that is too long is rejected
      const isLine =
        text.length < MAX_RECORD_LENGTH &&
        !tokens.some(isNoToken) &&
        this.rendered.add(tokens.join(' '), position, read);
      if (!isLine) this.rendered.addException(position, read);
    }
  }

  reject(position: bigint, problem: BadValue, raw: string, rawBytes?: Uint8Array): void {
    if (!this.isSupported) this.reference.reject(position, problem, raw, rawBytes);
    else this.except(position, (records) => records.reject(position, problem, raw, rawBytes));
  }

  lines(rendered: RenderedRecords): void {
    if (!this.isSupported) {
      this.reference.lines(rendered);
      return;
    }
    const { bytes, count, first, exceptions } = rendered;
    const reads = [...exceptions].map(
      ([position, exception]) => [position, (origin: Origin) => this.read(origin, exception)] as const,
    );
    this.rendered.addLines(bytes, count, first, reads);
  }

  /** Whether the kernel reads the records. */
  get usesKernel(): boolean {
    return this.isSupported;
  }

  /** Reads lines that the kernel writes itself: see `RenderedLines.fill`. */
  fill(position: bigint, write: (from: number, to: number) => { lines: number; end: number }): number {
    return this.rendered.fill(position, write);
  }

  end(): void {
    this.rendered.read();
  }

  /** Passes a schema to the kernel. */
  private load(schema: RecordSchema): void {
    const usual = kernelSchema(schema, this.origin, true);
    this.isSupported = usual !== undefined && this.table.use(usual);
    if (!this.isSupported) this.table.use(wholeRowSchema());
    this.rendered.forgetContexts();
  }

  private except(position: bigint, exception: RecordException): void {
    this.rendered.addException(position, (origin) => this.read(origin, exception));
  }

  /** Reads a record with the reference reader. */
  private read(origin: Origin, exception: RecordException): void {
    if (origin !== this.readOrigin) {
      this.records.useOrigin(origin);
      this.readOrigin = origin;
    }
    exception(this.records);
  }
}

function isNoToken(token: string): boolean {
  return token === '' || token.includes(' ') || token.includes('\t');
}
