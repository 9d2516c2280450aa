import type { ColumnName } from '../../flows/columns';
import type { FlowField } from '../fields';

/** Columns that every row fills, whatever the format: the reader gets them from the object and its key. */
const ALWAYS: ColumnName[] = [
  'cloud',
  'log_type',
  'account_id',
  'region',
  'flow_log_id',
  'source',
  'source_row',
];

/** Columns that the reader derives. Any column of `anyOf` is enough to derive one. */
const DERIVED: readonly { readonly column: ColumnName; readonly anyOf: ColumnName[] }[] = [
  { column: 'ip_version', anyOf: ['type', 'src_addr', 'dst_addr'] },
  { column: 'initiator', anyOf: ['tcp_flags'] },
  { column: 'encryption', anyOf: ['encryption_status'] },
];

/** Columns of the table that records with these fields can fill. */
export function filledColumns(fields: readonly FlowField[]): ReadonlySet<ColumnName> {
  const filled = new Set<ColumnName>([...ALWAYS, ...fields.map(({ column }) => column)]);
  for (const { column, anyOf } of DERIVED) if (anyOf.some((each) => filled.has(each))) filled.add(column);
  return filled;
}
