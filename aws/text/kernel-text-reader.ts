import type { Line } from '../../flows/input/lines';
import type { KernelTable } from '../../flows/kernel/kernel-table';
import { tableSink } from '../../flows/kernel/table-sink';
import type { LineReader } from '../../flows/kernel/text-lines';
import { wholeRowSchema } from '../../flows/kernel/whole-row-schema';
import type { Origin } from '../../flows/origin';
import type { FlowSink } from '../../flows/table-writer';
import type { LogFormat } from '../format';
import { kernelSchema } from './kernel-schema';
import { TextReader } from './read-text';
import type { RecordSchema } from './record-schema';

/**
 * Reads the lines that the kernel does not read: headers, which define the schema of later lines, and unsupported
 * lines.
 */
export class KernelTextReader implements LineReader {
  private readonly reader: TextReader;
  private schema: RecordSchema | undefined;
  /** Names of the fields, to detect a repeated header. */
  private names = '';
  private isSupported = false;

  constructor(
    private readonly origin: Origin,
    private readonly table: KernelTable,
    private readonly rest: Omit<FlowSink, 'row'>,
    declared: LogFormat | undefined,
  ) {
    this.reader = new TextReader(origin, tableSink(table, rest), declared);
    this.useNewSchema();
  }

  get canUseKernel(): boolean {
    return this.isSupported;
  }

  line(line: Line): void {
    this.reader.line(line);
    this.useNewSchema();
  }

  found(records: number): void {
    this.rest.found(records);
  }

  flush(): void {
    this.table.flush();
  }

  /** Passes the schema of a new header to the kernel. */
  private useNewSchema(): void {
    const { schema } = this.reader;
    if (schema === this.schema || !schema) return;
    this.schema = schema;
    const names = schema.cells.map(({ field }) => field).join(' ');
    if (names === this.names) return;
    this.names = names;
    const usual = kernelSchema(schema, this.origin);
    this.isSupported = usual !== undefined && this.table.use(usual);
    if (!this.isSupported) this.table.use(wholeRowSchema());
  }
}
