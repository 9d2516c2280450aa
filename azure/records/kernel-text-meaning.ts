import type { ColumnName, Value } from '../../flows/columns';
import { TextUse } from '../../flows/kernel/shared/text-use';
import type { FlowRecord, TupleGroup } from './record-types';

/** Separates the values of a composite column. */
export const DELIMITER = ',';

/** Token of null, in Latin-1. The byte does not occur in UTF-8, so the token cannot be a text. */
export const NULL_TOKEN = '\xff';

/** A column and the token of its value for the kernel. */
export type ColumnToken = readonly [column: ColumnName, token: Buffer];

/** What the kernel must know of a text that recurs in records. */
export interface TextMeaning {
  readonly use: TextUse;
  /** For a prefix: the number of the tuple shape. For a composite: 1 if the counters may be empty, else 0. */
  readonly detail?: number;
  /** Values of columns that follow from the text. */
  readonly values?: readonly ColumnToken[];
}

/** A text with which only the reference reader can read the record. */
export const UNSUPPORTED: TextMeaning = { use: TextUse.UNSUPPORTED };

/** The token of a value. */
export function tokenOf(value: Value | undefined): Buffer {
  return value === null || value === undefined
    ? Buffer.from(NULL_TOKEN, 'latin1')
    : Buffer.from(String(value));
}

/** The group of a record that has exactly one group, without tuples; undefined for any other record. */
export function soleGroup({ groups }: FlowRecord): TupleGroup | undefined {
  const [group] = groups;
  return groups.length === 1 && group && 'tuples' in group && group.tuples.length === 0 ? group : undefined;
}
