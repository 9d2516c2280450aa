import type { Column } from '../../columns';
import type { Kernel } from '../kernel';
import { CompactWriter } from './compact-protocol';
import { encodedSchema, physicalType } from './schema';

/** What all files of a table say of its columns, written once. */
export class FileSchema {
  readonly columns: number;
  /** `SchemaElement`, one for the table and one for each column. */
  readonly elements: Buffer;
  /** `ColumnOrder`: that of their types, without which the statistics of texts mean nothing. */
  readonly orders: Buffer;
  private readonly tellers = new WeakSet<Kernel>();

  constructor(private readonly table: readonly Column[]) {
    this.columns = table.length;
    this.elements = Buffer.concat(encodedSchema(table));
    this.orders = ordersOf(table.length);
  }

  /** Tells a kernel how the columns are called, once. */
  tell(kernel: Kernel): void {
    if (this.tellers.has(kernel)) return;
    const place = kernel.run.scratchBuffer();
    for (const [index, column] of this.table.entries()) {
      const length = kernel.bytes.write(column.name, place);
      if (!kernel.run.nameColumn(index, physicalType(column), place, length)) {
        throw new Error(`the kernel has no room for the column ${column.name}`);
      }
    }
    this.tellers.add(kernel);
  }
}

function ordersOf(columns: number): Buffer {
  const out = new CompactWriter();
  for (let column = 0; column < columns; column++) {
    out.beginItem();
    out.beginStruct(1);
    out.endStruct();
    out.endStruct();
  }
  return out.written;
}
