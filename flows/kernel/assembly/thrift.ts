import { ThriftType } from '../shared/thrift-type';
import { putVarint } from './levels';
import { reserve } from './memory';

/**
 * Writes the compact protocol of Thrift, in which Parquet metadata is encoded. Fields must be in the order of their
 * ids.
 */
export class Thrift {
  /** Address of the next byte. */
  static address: usize = 0;
  private static lastId: i32 = 0;
  private static depth: usize = 0;

  /** Starts at an address, outside of any struct. */
  static begin(address: usize): void {
    Thrift.address = address;
    Thrift.lastId = 0;
    Thrift.depth = 0;
  }

  static i32(id: i32, value: i64): void {
    Thrift.field(id, ThriftType.I32);
    Thrift.number(value);
  }

  static i64(id: i32, value: i64): void {
    Thrift.field(id, ThriftType.I64);
    Thrift.number(value);
  }

  static binary(id: i32, bytes: usize, length: usize): void {
    Thrift.field(id, ThriftType.BINARY);
    Thrift.bytes(bytes, length);
  }

  /** Starts a list of fewer than 15 items, which `number` and `bytes` write. */
  static list(id: i32, type: ThriftType, count: i32): void {
    Thrift.field(id, ThriftType.LIST);
    Thrift.byte((count << 4) | type);
  }

  static beginStruct(id: i32): void {
    Thrift.field(id, ThriftType.STRUCT);
    Thrift.beginItem();
  }

  /** Starts a struct that is an item of a list. */
  static beginItem(): void {
    store<i32>(OUTER_IDS + (Thrift.depth++ << 2), Thrift.lastId);
    Thrift.lastId = 0;
  }

  static endStruct(): void {
    Thrift.byte(0);
    Thrift.lastId = load<i32>(OUTER_IDS + (--Thrift.depth << 2));
  }

  /** Ends the outermost struct. */
  static end(): void {
    Thrift.byte(0);
  }

  /** Writes a zigzag number. */
  static number(value: i64): void {
    Thrift.address = putVarint(Thrift.address, <u64>((value << 1) ^ (value >> 63)));
  }

  static bytes(bytes: usize, length: usize): void {
    Thrift.address = putVarint(Thrift.address, <u64>length);
    memory.copy(Thrift.address, bytes, length);
    Thrift.address += length;
  }

  private static field(id: i32, type: ThriftType): void {
    Thrift.byte(((id - Thrift.lastId) << 4) | type);
    Thrift.lastId = id;
  }

  private static byte(value: i32): void {
    store<u8>(Thrift.address, <u8>value);
    Thrift.address++;
  }
}

const DEEPEST: usize = 8;
/** Ids of the last fields of the enclosing structs. */
const OUTER_IDS: usize = reserve(DEEPEST * 4);
