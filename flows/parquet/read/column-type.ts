import { isUtf8 } from 'node:buffer';
import type { SchemaElement } from '../hyparquet';
import type { ByteReader } from './byte-reader';

/** A value of a Parquet file. Text that is not valid UTF-8 is bytes. */
export type ParquetValue = string | bigint | number | boolean | Date | Uint8Array | null;

/** Physical and logical type of a column. */
export interface ColumnType {
  readonly physical: PhysicalType;
  /** Whether the values are whole numbers as they are stored. */
  readonly isWhole: boolean;
  /** Whether the values are texts. */
  readonly isText: boolean;
  /** Reads a value in the encoding PLAIN. */
  plain(reader: ByteReader): Stored;
  /** Converts a stored value to its logical type. */
  convert(stored: Stored): ParquetValue;
}

/** A value of a physical type. */
export type Stored = bigint | number | Uint8Array;

/** Physical type of Parquet. */
export type PhysicalType = NonNullable<SchemaElement['type']>;

const MILLIS_PER_DAY = 86_400_000;
/** Most decimal places of any engine. */
const MAX_SCALE = 76;
const NANOS_PER_MILLI = 1_000_000n;
const MICROS_PER_MILLI = 1_000n;
/** Julian day of 1970-01-01. INT96 times count from Julian day 0. */
const JULIAN_EPOCH = 2_440_588;

/**
 * Returns the type of a column of the schema.
 *
 * Source: Apache Parquet, "Encodings": Plain, and "Logical Types".
 *
 * @throws Error if the type is unknown or invalid
 */
export function columnType(element: SchemaElement): ColumnType {
  const { type } = element;
  if (!type || !(type in PLAIN)) throw new Error(`column ${element.name} has the unknown type ${type}`);
  const { type_length: length } = element;
  const convert = conversionOf(type, element);
  const isWhole = convert === asStored && (type === 'INT32' || type === 'INT64');
  const isText = convert === asStored && type === 'BYTE_ARRAY';
  if (type !== 'FIXED_LEN_BYTE_ARRAY')
    return { physical: type, isWhole, isText, plain: PLAIN[type], convert };
  if (length === undefined || length <= 0)
    throw new Error(`column ${element.name} has values of ${length} bytes`);
  return { physical: type, isWhole, isText, plain: (reader) => reader.take(length), convert };
}

/** Readers of single values. The page reads booleans, which are bits; a fixed length depends on the column. */
const PLAIN: Readonly<Record<PhysicalType, (reader: ByteReader) => Stored>> = {
  BOOLEAN: (reader) => reader.byte(),
  INT32: (reader) => reader.view.getInt32(reader.skip(4), true),
  INT64: (reader) => reader.view.getBigInt64(reader.skip(8), true),
  INT96: (reader) => reader.take(12),
  FLOAT: (reader) => reader.view.getFloat32(reader.skip(4), true),
  DOUBLE: (reader) => reader.view.getFloat64(reader.skip(8), true),
  BYTE_ARRAY: (reader) => reader.take(reader.view.getUint32(reader.skip(4), true)),
  FIXED_LEN_BYTE_ARRAY: (reader) => reader.take(0),
};

function conversionOf(type: PhysicalType, element: SchemaElement): ColumnType['convert'] {
  const { converted_type: old, logical_type: logical } = element;
  if (old === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const { scale = 0 } = element;
    if (!(scale >= 0 && scale <= MAX_SCALE))
      throw new Error(`column ${element.name} has ${scale} decimal places`);
    return (stored) => decimal(integer(stored), scale);
  }
  if (logical?.type === 'TIMESTAMP') return TIMES[logical.unit];
  if (old === 'TIMESTAMP_MILLIS') return TIMES.MILLIS;
  if (old === 'TIMESTAMP_MICROS') return TIMES.MICROS;
  if (old === 'DATE' || logical?.type === 'DATE') return (days) => new Date(Number(days) * MILLIS_PER_DAY);
  if (type === 'INT96') return (stored) => int96Time(stored as Uint8Array);
  if (type === 'BOOLEAN') return (stored) => stored !== 0;
  const unsigned = old?.startsWith('UINT_') || (logical?.type === 'INTEGER' && !logical.isSigned);
  if (unsigned) return (stored) => BigInt.asUintN(type === 'INT64' ? 64 : 32, integer(stored));
  return asStored;
}

/** Bytes are text. */
function asStored(stored: Stored): ParquetValue {
  return stored instanceof Uint8Array ? text(stored) : stored;
}

const TIMES = {
  MILLIS: (stored: Stored) => new Date(Number(stored)),
  MICROS: (stored: Stored) => new Date(Number(integer(stored) / MICROS_PER_MILLI)),
  NANOS: (stored: Stored) => new Date(Number(integer(stored) / NANOS_PER_MILLI)),
};

function int96Time(bytes: Uint8Array): Date {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const day = view.getInt32(8, true) - JULIAN_EPOCH;
  return new Date(day * MILLIS_PER_DAY + Number(view.getBigInt64(0, true) / NANOS_PER_MILLI));
}

/** Returns a whole number as bigint, any other as text. */
function decimal(unscaled: bigint, scale: number): bigint | string {
  const unit = 10n ** BigInt(scale);
  if (unscaled % unit === 0n) return unscaled / unit;
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Decimals can also be stored as big-endian bytes. */
function integer(stored: Stored): bigint {
  if (!(stored instanceof Uint8Array)) return BigInt(stored);
  const hex = Buffer.from(stored).toString('hex');
  return BigInt.asIntN(stored.length * 8, BigInt(`0x${hex || '0'}`));
}

function text(bytes: Uint8Array): string | Uint8Array {
  return isUtf8(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
    : bytes;
}
