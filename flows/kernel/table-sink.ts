import { columnIndex } from '../columns';
import type { FlowSink } from '../table-writer';
import type { KernelTable } from './kernel-table';

const SOURCE_ROW = columnIndex('source_row');

/** Returns a sink that passes the rows of a reference reader to the kernel's table, and all else to another sink. */
export function tableSink(table: KernelTable, rest: Omit<FlowSink, 'row'>): FlowSink {
  return {
    found: (records) => rest.found(records),
    row: (row) => table.row(row, row[SOURCE_ROW] as bigint),
    reject: (reject) => rest.reject(reject),
    duplicate: (records) => rest.duplicate(records),
    unknownField: (name) => rest.unknownField(name),
    invalidValue: (name) => rest.invalidValue(name),
  };
}
