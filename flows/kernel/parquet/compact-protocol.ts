import { ThriftType } from '../shared/thrift-type';

const STOP = 0;
const LONG_LIST = 15;
const FIRST_BYTES = 4096;
/** Largest size of a number or a field header. */
const MAX_FIELD_BYTES = 12;

/**
 * Writes the compact protocol of Thrift, in which Parquet metadata is encoded. Fields must be in the order of their
 * ids. The writer creates no intermediate objects.
 */
export class CompactWriter {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private length = 0;
  private lastId = 0;
  private readonly outerIds: number[] = [];

  /** Removes all that was written. */
  clear(): void {
    this.length = 0;
    this.lastId = 0;
  }

  /** The bytes that were written. They are valid until the writer is cleared. */
  get written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  i32(id: number, value: number): void {
    this.field(id, ThriftType.I32);
    this.number(value);
  }

  flag(id: number, value: boolean): void {
    this.field(id, value ? ThriftType.TRUE : ThriftType.FALSE);
  }

  i64(id: number, value: number): void {
    this.field(id, ThriftType.I64);
    this.number(value);
  }

  binary(id: number, value: string | Uint8Array): void {
    this.field(id, ThriftType.BINARY);
    this.bytesItem(value);
  }

  beginStruct(id: number): void {
    this.field(id, ThriftType.STRUCT);
    this.beginItem();
  }

  endStruct(): void {
    this.byte(STOP);
    this.lastId = this.outerIds.pop() as number;
  }

  /** Ends the outermost struct. */
  end(): void {
    this.byte(STOP);
  }

  i32List(id: number, values: readonly number[]): void {
    this.list(id, ThriftType.I32, values.length);
    for (const value of values) this.number(value);
  }

  binaryList(id: number, values: readonly string[]): void {
    this.list(id, ThriftType.BINARY, values.length);
    for (const value of values) this.bytesItem(value);
  }

  /** Starts a list of structs. Each is written as an item or as raw bytes. */
  structList(id: number, count: number): void {
    this.list(id, ThriftType.STRUCT, count);
  }

  beginItem(): void {
    this.outerIds.push(this.lastId);
    this.lastId = 0;
  }

  /** Writes the bytes of a struct, end included. */
  raw(struct: Uint8Array): void {
    this.room(struct.length);
    this.bytes.set(struct, this.length);
    this.length += struct.length;
  }

  /** Writes the bytes of fields. `lastId` is the id of the last of them. */
  rawFields(fields: Uint8Array, lastId: number): void {
    this.raw(fields);
    this.lastId = lastId;
  }

  private list(id: number, type: ThriftType, count: number): void {
    this.field(id, ThriftType.LIST);
    this.byte((Math.min(count, LONG_LIST) << 4) | type);
    if (count >= LONG_LIST) this.varint(count);
  }

  private field(id: number, type: ThriftType): void {
    this.room(MAX_FIELD_BYTES);
    this.byte(((id - this.lastId) << 4) | type);
    this.lastId = id;
  }

  private bytesItem(value: string | Uint8Array): void {
    const length = typeof value === 'string' ? Buffer.byteLength(value) : value.length;
    this.varint(length);
    this.room(length);
    if (typeof value === 'string') this.bytes.write(value, this.length);
    else this.bytes.set(value, this.length);
    this.length += length;
  }

  /** Writes a zigzag number. */
  private number(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  private varint(value: number): void {
    this.room(MAX_FIELD_BYTES);
    let left = value;
    while (left >= 0x80) {
      this.bytes[this.length++] = (left % 0x80) | 0x80;
      left = Math.floor(left / 0x80);
    }
    this.bytes[this.length++] = left;
  }

  private byte(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + bytes));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
