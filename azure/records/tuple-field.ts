import { BadValue, type CellReader, cellReader } from '../../flows/cell';
import { type ColumnName, columnIndex, flowColumn, type Value } from '../../flows/columns';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';

/** One comma-separated field of a tuple. */
export interface TupleField {
  /** Column of the table that takes the value; error messages name it as well. */
  readonly name: ColumnName;
  /** Position of the column in a row. */
  readonly index: number;
  /** Decodes the text of the field. */
  readonly read: CellReader;
  /** Texts of this field with which the tuple may leave its counters empty. */
  readonly uncounted?: ReadonlySet<string>;
}

/** A field whose text the column takes unchanged. */
export function sameAsColumn(column: ColumnName): TupleField {
  return { name: column, index: columnIndex(column), read: cellReader(flowColumn(column)) };
}

/**
 * A field that contains one of several letters.
 *
 * @param values - the value of the column for each letter
 * @param uncounted - letters with which the tuple may leave its counters empty
 */
export function letters(
  column: ColumnName,
  values: Readonly<Record<string, Value>>,
  uncounted: readonly string[] = [],
): TupleField {
  const known = new Map(Object.entries(values));
  const read: CellReader = (text) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    return new BadValue(
      RejectCode.UNKNOWN_WORD,
      `expected one of ${[...known.keys()].join(', ')}, received ${shown(text)}`,
    );
  };
  return { name: column, index: columnIndex(column), read, uncounted: new Set(uncounted) };
}

/** Time, addresses and ports: the first fields of every version. */
export const ENDPOINTS: readonly TupleField[] = [
  sameAsColumn('start_time'),
  sameAsColumn('src_addr'),
  sameAsColumn('dst_addr'),
  sameAsColumn('src_port'),
  sameAsColumn('dst_port'),
];

/** Direction of the flow relative to the network interface. */
export const DIRECTION = letters('direction', { I: 'ingress', O: 'egress' });

/** Packets and bytes of both directions: the last fields of every version that has counters. */
export const COUNTERS: readonly TupleField[] = [
  sameAsColumn('packets_out'),
  sameAsColumn('bytes_out'),
  sameAsColumn('packets_in'),
  sameAsColumn('bytes_in'),
];
