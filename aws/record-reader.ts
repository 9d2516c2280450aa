import { BadValue } from '../flows/cell';
import { columnIndex, FLOW_COLUMNS, type Value } from '../flows/columns';
import type { Origin } from '../flows/origin';
import type { FlowSink } from '../flows/table-writer';
import { completeRow, rowTemplate } from './row';
import { readRecord } from './text/record';
import type { RecordSchema } from './text/record-schema';

const EXTRA = columnIndex('extra');

/** Turns records into rows and rejects, the same for all forms they come in. */
export class RecordReader {
  private inUse: RecordSchema | undefined;
  private template: readonly Value[] = [];
  /** The one row in use: the sink copies what it keeps. */
  private readonly row: Value[] = new Array(FLOW_COLUMNS.length);

  constructor(
    private origin: Origin,
    private readonly sink: FlowSink,
  ) {}

  /** What the tokens of a record mean, once that is known. */
  get schema(): RecordSchema | undefined {
    return this.inUse;
  }

  /** Sets what the tokens of the records to come mean. */
  use(schema: RecordSchema): void {
    this.inUse = schema;
    this.template = rowTemplate(this.origin, schema.transitGateway);
  }

  /** Sets where the records to come are from. */
  from(origin: Origin): void {
    this.origin = origin;
    if (this.schema) this.use(this.schema);
  }

  /** A record: its tokens, and the whole of it as text. A schema must be in use. */
  record(tokens: readonly string[], text: string, sourceRow: bigint): void {
    const { row, schema, template } = this;
    if (!schema) throw new Error('a record was read before its schema');
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

  /** A record that can not become a row. */
  reject(sourceRow: bigint, { code, detail }: BadValue, raw: string, rawBytes?: Uint8Array): void {
    const { accountId, flowLogId } = this.origin;
    this.sink.reject({ sourceRow, code, detail, raw, rawBytes, accountId, flowLogId });
  }
}
