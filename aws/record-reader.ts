import { BadValue } from '../flows/cell';
import { columnIndex, FLOW_COLUMNS, type Value } from '../flows/columns';
import type { Origin } from '../flows/origin';
import type { FlowSink } from '../flows/table-writer';
import { completeRow, rowTemplate } from './row';
import type { Layout } from './text/layout';
import { readRecord } from './text/record';

const EXTRA = columnIndex('extra');

/** Turns records into rows and rejects, the same for all forms they come in. */
export class RecordReader {
  private inUse: Layout | undefined;
  private template: readonly Value[] = [];
  /** The one row in use: the sink copies what it keeps. */
  private readonly row: Value[] = new Array(FLOW_COLUMNS.length);

  constructor(
    private origin: Origin,
    private readonly sink: FlowSink,
  ) {}

  /** What the tokens of a record mean, once that is known. */
  get layout(): Layout | undefined {
    return this.inUse;
  }

  /** Sets what the tokens of the records to come mean. */
  use(layout: Layout): void {
    this.inUse = layout;
    this.template = rowTemplate(this.origin, layout.transitGateway);
  }

  /** Sets where the records to come are from. */
  from(origin: Origin): void {
    this.origin = origin;
    if (this.layout) this.use(this.layout);
  }

  /** A record: its tokens, and the whole of it as text. A layout must be in use. */
  record(tokens: readonly string[], text: string, sourceRow: bigint): void {
    const { row, layout, template } = this;
    if (!layout) throw new Error('a record was read before its layout');
    for (let index = 0; index < row.length; index++) row[index] = template[index] as Value;
    const extra = readRecord(tokens, text, layout, row);
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
