/** Types of the compact protocol of Thrift. */
export enum ThriftType {
  TRUE = 1,
  FALSE = 2,
  I32 = 5,
  I64 = 6,
  BINARY = 8,
  LIST = 9,
  STRUCT = 12,
}
