import type { ColumnName } from '../../flows/columns';
import { DERIVED_COLUMNS } from '../derived-columns';
import type { FlowField } from '../fields';

/** Columns that every record fills, whatever its format: the reader takes them from the object and its key. */
const ALWAYS: ColumnName[] = [
  'cloud',
  'log_type',
  'account_id',
  'region',
  'flow_log_id',
  'source',
  'source_row',
];

/** Returns the columns of the table that records with these fields can fill. */
export function filledColumns(fields: readonly FlowField[]): ReadonlySet<ColumnName> {
  const filled = new Set<ColumnName>([...ALWAYS, ...fields.map(({ column }) => column)]);
  for (const { column, sources } of DERIVED_COLUMNS) {
    if (sources.some((source) => filled.has(source))) filled.add(column);
  }
  return filled;
}
