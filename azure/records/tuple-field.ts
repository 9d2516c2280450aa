import { BadValue, type CellReader, cellReader } from '../../flows/cell';
import { type ColumnName, columnIndex, flowColumn, type Value } from '../../flows/columns';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';

/** One of the fields of a tuple that stand between commas. */
export interface TupleField {
  /** Name of the field in messages. */
  readonly name: string;
  /** Position in a row of what the field says. */
  readonly index: number;
  readonly read: CellReader;
}

/** A field that is written as its column has it. */
export function plain(column: ColumnName): TupleField {
  return { name: column, index: columnIndex(column), read: cellReader(flowColumn(column)) };
}

/** A field of letters that each stand for a value. */
export function letters(column: ColumnName, values: Readonly<Record<string, Value>>): TupleField {
  const known = new Map(Object.entries(values));
  const read: CellReader = (text) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    return new BadValue(RejectCode.UNKNOWN_WORD, `${shown(text)} is none of ${[...known.keys()].join(', ')}`);
  };
  return { name: column, index: columnIndex(column), read };
}

/** Time, addresses and ports: the same in all tuples. */
export const ENDPOINTS: readonly TupleField[] = [
  plain('start_time'),
  plain('src_addr'),
  plain('dst_addr'),
  plain('src_port'),
  plain('dst_port'),
];

/** Direction as seen from the interface. */
export const DIRECTION = letters('direction', { I: 'ingress', O: 'egress' });
