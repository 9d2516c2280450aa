/** Physical type of a column, the same in every engine. */
export type ColumnType = 'string' | 'int32' | 'int64' | 'timestamp';

/** What all columns of one kind have in common. */
export interface KindDefinition {
  readonly type: ColumnType;
  /** Unit of the value. Names and codes have none. */
  readonly unit?: string;
  /** Largest value of numbers. The smallest is always 0. */
  readonly max?: bigint;
}

const INT32_MAX = 2_147_483_647n;
const INT64_MAX = 9_223_372_036_854_775_807n;

/** Kinds of value that a column can have. */
export const COLUMN_KINDS = {
  text: { type: 'string' },
  word: { type: 'string' },
  region: { type: 'string' },
  address: { type: 'string' },
  json: { type: 'string' },
  time: { type: 'timestamp', unit: 'ms since 1970-01-01T00:00:00Z' },
  port: { type: 'int32', max: 65_535n },
  protocol: { type: 'int32', max: 255n },
  code: { type: 'int32', max: INT32_MAX },
  number: { type: 'int64', max: INT64_MAX },
  position: { type: 'int64', unit: 'records or lines', max: INT64_MAX },
  packets: { type: 'int64', unit: 'packets', max: INT64_MAX },
  bytes: { type: 'int64', unit: 'bytes', max: INT64_MAX },
} as const satisfies Record<string, KindDefinition>;

/** Name of a kind of column. */
export type ColumnKind = keyof typeof COLUMN_KINDS;
