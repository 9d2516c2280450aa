import type { Column } from '../../columns';
import { CompactWriter } from './compact-protocol';
import { PhysicalType } from './format';

const OPTIONAL = 1;
const UTF8 = 0;
const TIMESTAMP_MILLIS = 9;

/** Bytes of values in files; 0 where they vary. */
export const WIDTH: Readonly<Record<PhysicalType, number>> = {
  [PhysicalType.BYTE_ARRAY]: 0,
  [PhysicalType.INT32]: 4,
  [PhysicalType.INT64]: 8,
};

/** The physical type of a column. */
export function physicalType({ type }: Column): PhysicalType {
  if (type === 'string') return PhysicalType.BYTE_ARRAY;
  return type === 'int32' ? PhysicalType.INT32 : PhysicalType.INT64;
}

/** The Parquet schema of a table, as `parquetSchema` has it, in structs of the compact protocol. */
export function encodedSchema(columns: readonly Column[]): Buffer[] {
  return [rootOf(columns), ...columns.map(elementOf)];
}

function rootOf({ length }: readonly Column[]): Buffer {
  const out = new CompactWriter();
  out.binary(4, 'root');
  out.i32(5, length);
  out.end();
  return out.written;
}

function elementOf(column: Column): Buffer {
  const out = new CompactWriter();
  out.i32(1, physicalType(column));
  out.i32(3, OPTIONAL);
  out.binary(4, column.name);
  if (column.type === 'string') {
    out.i32(6, UTF8);
    out.beginStruct(10);
    out.beginStruct(1);
    out.endStruct();
    out.endStruct();
  } else if (column.type === 'timestamp') {
    out.i32(6, TIMESTAMP_MILLIS);
    out.beginStruct(10);
    timestamp(out);
    out.endStruct();
  }
  out.end();
  return out.written;
}

/** Milliseconds, in UTC. */
function timestamp(out: CompactWriter): void {
  out.beginStruct(8);
  out.flag(1, true);
  out.beginStruct(2);
  out.beginStruct(1);
  out.endStruct();
  out.endStruct();
  out.endStruct();
}
