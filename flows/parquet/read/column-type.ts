import { isUtf8 } from 'node:buffer';
import type { SchemaElement } from '../hyparquet';
import type { ByteReader } from './byte-reader';

/** A value of a Parquet file. Bytes stand for text that is not valid UTF-8. */
export type ParquetValue = string | bigint | number | boolean | Date | Uint8Array | null;

/** How the values of a column are written, and what they mean. */
export interface ColumnType {
  readonly physical: PhysicalType;
  /** Reads a value in the plain encoding. */
  plain(reader: ByteReader): Stored;
  /** What a stored value means. */
  meaning(stored: Stored): ParquetValue;
}

/** A value as it is stored, before anything is known of its meaning. */
export type Stored = bigint | number | Uint8Array;

/** How a value is stored. */
export type PhysicalType = NonNullable<SchemaElement['type']>;

const MILLIS_PER_DAY = 86_400_000;
/** Decimal places of the widest decimal of any engine. */
const MAX_SCALE = 76;
const NANOS_PER_MILLI = 1_000_000n;
const MICROS_PER_MILLI = 1_000n;
/** Day 0 of INT96 times, counted from 1970. */
const JULIAN_EPOCH = 2_440_588;

/**
 * Source: Apache Parquet, "Encodings": Plain, and "Logical Types".
 *
 * @throws Error for a type that no log needs
 */
export function columnType(element: SchemaElement): ColumnType {
  const { type } = element;
  if (!type || !(type in PLAIN)) throw new Error(`column ${element.name} is of unknown type ${type}`);
  const { type_length: length } = element;
  if (type === 'FIXED_LEN_BYTE_ARRAY') {
    if (length === undefined || length <= 0)
      throw new Error(`column ${element.name} has values of ${length} bytes`);
    return { physical: type, plain: (reader) => reader.take(length), meaning: meaningOf(type, element) };
  }
  return { physical: type, plain: PLAIN[type], meaning: meaningOf(type, element) };
}

/** Booleans are bits, which the page reads; the fixed length is of the column. */
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

function meaningOf(type: PhysicalType, element: SchemaElement): ColumnType['meaning'] {
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
  return (stored) => (stored instanceof Uint8Array ? text(stored) : stored);
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

/** Whole where it is, else written out. */
function decimal(unscaled: bigint, scale: number): bigint | string {
  const unit = 10n ** BigInt(scale);
  if (unscaled % unit === 0n) return unscaled / unit;
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Decimals may also be bytes, the most significant first. */
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
