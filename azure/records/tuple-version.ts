import type { ColumnName, Value } from '../../flows/columns';
import type { RecordCategory } from './record-category';
import type { TupleField } from './tuple-field';

/**
 * One version of flow tuples. The reference reader, the recogniser and the kernel derive everything that they know of a
 * version from its declaration; `tuple-versions.ts` lists all of them.
 */
export interface TupleVersion {
  /** Category of the records that contain these tuples. */
  readonly category: RecordCategory;
  /** Version number in the records: `flowLogVersion` or `properties.Version`. */
  readonly version: number;
  /** Fields before the counters, in the order of the tuple. The first five are `ENDPOINTS`. */
  readonly fields: readonly TupleField[];
  /** Whether the four fields of `COUNTERS` follow. */
  readonly hasCounters: boolean;
  /** Columns that `derive` sets and that are no field of the tuple. */
  readonly derivedColumns?: readonly ColumnName[];
  /** Sets columns that follow from the values of others, in a row that has the values of all fields. */
  derive?(row: Value[]): void;
}

/**
 * Whether a tuple may leave its counters empty, because the flow has just begun or was denied.
 *
 * @param tokens - the fields of the tuple as text
 */
export function mayOmitCounters({ fields, hasCounters }: TupleVersion, tokens: readonly string[]): boolean {
  return !hasCounters || fields.some(({ uncounted }, position) => uncounted?.has(tokens[position] as string));
}
