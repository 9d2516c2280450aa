/** Types of Thrift's compact protocol. */
enum Type {
  TRUE = 1,
  FALSE = 2,
  I32 = 5,
  I64 = 6,
  BINARY = 8,
  LIST = 9,
  STRUCT = 12,
}

const STOP = 0;
const LONG_LIST = 15;
const FIRST_BYTES = 4096;
/** The most that a number or the head of a field takes. */
const MOST_BYTES = 12;

/**
 * Writes Thrift's compact protocol, in which Parquet describes itself: fields in the order of their ids. What is
 * written often is written here without making objects of it first.
 */
export class CompactWriter {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private length = 0;
  private lastId = 0;
  private readonly outerIds: number[] = [];

  /** Begins anew. */
  clear(): void {
    this.length = 0;
    this.lastId = 0;
  }

  /** What was written; it stays until the writer is cleared. */
  get written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  i32(id: number, value: number): void {
    this.field(id, Type.I32);
    this.number(value);
  }

  flag(id: number, value: boolean): void {
    this.field(id, value ? Type.TRUE : Type.FALSE);
  }

  i64(id: number, value: number): void {
    this.field(id, Type.I64);
    this.number(value);
  }

  binary(id: number, value: string | Uint8Array): void {
    this.field(id, Type.BINARY);
    this.bytesItem(value);
  }

  beginStruct(id: number): void {
    this.field(id, Type.STRUCT);
    this.beginItem();
  }

  endStruct(): void {
    this.byte(STOP);
    this.lastId = this.outerIds.pop() as number;
  }

  /** The end of the outermost struct. */
  end(): void {
    this.byte(STOP);
  }

  i32List(id: number, values: readonly number[]): void {
    this.list(id, Type.I32, values.length);
    for (const value of values) this.number(value);
  }

  binaryList(id: number, values: readonly string[]): void {
    this.list(id, Type.BINARY, values.length);
    for (const value of values) this.bytesItem(value);
  }

  /** The beginning of a list of structs, each of which is begun as an item or written raw. */
  structList(id: number, count: number): void {
    this.list(id, Type.STRUCT, count);
  }

  beginItem(): void {
    this.outerIds.push(this.lastId);
    this.lastId = 0;
  }

  /** A struct that was written before, end included. */
  raw(struct: Uint8Array): void {
    this.room(struct.length);
    this.bytes.set(struct, this.length);
    this.length += struct.length;
  }

  /** Fields that were written before, of which the last one has an id. */
  rawFields(fields: Uint8Array, lastId: number): void {
    this.raw(fields);
    this.lastId = lastId;
  }

  private list(id: number, type: Type, count: number): void {
    this.field(id, Type.LIST);
    this.byte((Math.min(count, LONG_LIST) << 4) | type);
    if (count >= LONG_LIST) this.varint(count);
  }

  private field(id: number, type: Type): void {
    this.room(MOST_BYTES);
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

  /** Small numbers have small codes, whatever their sign. */
  private number(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  private varint(value: number): void {
    this.room(MOST_BYTES);
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
