import { BadValue } from '../flows/cell';
import { columnIndex, FLOW_COLUMNS, type Value } from '../flows/columns';
import type { Origin } from '../flows/origin';
import type { FlowSink } from '../flows/table-writer';
import { completeRow, rowTemplate } from './row';
import { readRecord } from './text/record';
import type { RecordSchema } from './text/record-schema';

const EXTRA = columnIndex('extra');

/** Converts records to rows and rejects, whatever the input format. */
export class RecordReader {
  private inUse: RecordSchema | undefined;
  private template: readonly Value[] = [];
  /** Reused for every record: the sink copies the row. */
  private readonly row: Value[] = new Array(FLOW_COLUMNS.length);

  constructor(
    private origin: Origin,
    private readonly sink: FlowSink,
  ) {}

  /** Schema of the next records; undefined until it is known. */
  get schema(): RecordSchema | undefined {
    return this.inUse;
  }

  /** Sets the schema of the next records. */
  useSchema(schema: RecordSchema): void {
    this.inUse = schema;
    this.template = rowTemplate(this.origin, schema.transitGateway);
  }

  /** Sets the origin of the next records. */
  useOrigin(origin: Origin): void {
    this.origin = origin;
    if (this.schema) this.useSchema(this.schema);
  }

  /**
   * Reads one record and writes a row or a reject to the sink.
   *
   * @param text the whole record, which a reject contains
   * @throws Error if no schema is set
   */
  record(tokens: readonly string[], text: string, sourceRow: bigint): void {
    const { row, schema, template } = this;
    if (!schema) throw new Error('no schema is set');
    for (let index = 0; index < row.length; index++) row[index] = template[index] as Value;
    const extra = readRecord(tokens, text, schema, row);
    if (extra instanceof BadValue) {
      this.reject(sourceRow, extra, text);
      return;
    }
    if (extra) {
      row[EXTRA] = JSON.stringify(extra);
      for (const name of Object.keys(extra)) this.sink.unknownField(name);
    }
    completeRow(row, this.origin, sourceRow);
    this.sink.row(row);
  }

  /** Writes a record that is not valid to the sink. */
  reject(sourceRow: bigint, { code, detail }: BadValue, raw: string, rawBytes?: Uint8Array): void {
    const { accountId, flowLogId } = this.origin;
    this.sink.reject({ sourceRow, code, detail, raw, rawBytes, accountId, flowLogId });
  }
}
