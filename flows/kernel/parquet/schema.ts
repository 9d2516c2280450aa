import type { Column } from '../../columns';
import type { SchemaElement } from '../../parquet/hyparquet';
import { PHYSICAL, parquetSchema } from '../../parquet/schema';
import { PhysicalType } from '../shared/parquet-format';
import { CompactWriter } from './compact-protocol';

const OPTIONAL = 1;
const CONVERTED_TYPES: Readonly<Record<string, number>> = { UTF8: 0, TIMESTAMP_MILLIS: 9 };

/** Bytes of a value in files; 0 if the length varies. */
export const WIDTH: Readonly<Record<PhysicalType, number>> = {
  [PhysicalType.BYTE_ARRAY]: 0,
  [PhysicalType.INT32]: 4,
  [PhysicalType.INT64]: 8,
};

/** The physical type of a column. */
export function physicalType({ type }: Column): PhysicalType {
  return PhysicalType[PHYSICAL[type].type as keyof typeof PhysicalType];
}

/** The Parquet schema of a table, in structs of the compact protocol. */
export function encodedSchema(columns: readonly Column[]): Buffer[] {
  return parquetSchema(columns).map(encoded);
}

function encoded({
  type,
  repetition_type,
  name,
  num_children,
  converted_type,
  logical_type,
}: SchemaElement): Buffer {
  const out = new CompactWriter();
  if (type) out.i32(1, PhysicalType[type as keyof typeof PhysicalType]);
  if (repetition_type) out.i32(3, OPTIONAL);
  out.binary(4, name);
  if (num_children !== undefined) out.i32(5, num_children);
  if (converted_type) out.i32(6, CONVERTED_TYPES[converted_type] as number);
  if (logical_type) {
    out.beginStruct(10);
    if (logical_type.type === 'TIMESTAMP') timestamp(out, logical_type.isAdjustedToUTC);
    else empty(out, 1);
    out.endStruct();
  }
  out.end();
  return out.written;
}

/** Milliseconds. */
function timestamp(out: CompactWriter, isUtc: boolean): void {
  out.beginStruct(8);
  out.flag(1, isUtc);
  out.beginStruct(2);
  empty(out, 1);
  out.endStruct();
  out.endStruct();
}

function empty(out: CompactWriter, id: number): void {
  out.beginStruct(id);
  out.endStruct();
}
