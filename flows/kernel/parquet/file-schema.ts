import type { Column } from '../../columns';
import type { Kernel } from '../kernel';
import { CompactWriter } from './compact-protocol';
import { encodedSchema, physicalType } from './schema';

/** Metadata that all files of a table share. It is encoded once. */
export class FileSchema {
  readonly columns: number;
  /** `SchemaElement`: one for the table and one for each column. */
  readonly elements: Buffer;
  /** `ColumnOrder`: the order of the type. Readers ignore the statistics of texts without it. */
  readonly orders: Buffer;
  private readonly kernels = new WeakSet<Kernel>();

  constructor(private readonly table: readonly Column[]) {
    this.columns = table.length;
    this.elements = Buffer.concat(encodedSchema(table));
    this.orders = ordersOf(table.length);
  }

  /**
   * Declares the columns to a kernel, once.
   *
   * @throws Error if the kernel has no room for a column
   */
  declareTo(kernel: Kernel): void {
    if (this.kernels.has(kernel)) return;
    const address = kernel.run.scratchBuffer();
    for (const [index, column] of this.table.entries()) {
      const length = kernel.bytes.write(column.name, address);
      if (!kernel.run.nameColumn(index, physicalType(column), address, length)) {
        throw new Error(`The kernel has no room for the column ${column.name}`);
      }
    }
    this.kernels.add(kernel);
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
