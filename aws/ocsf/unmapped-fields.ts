import { FLOW_COLUMNS } from '../../flows/columns';
import { FIELDS_BY_NAME } from '../fields';
import type { EventAttributes } from './event-attributes';

const FIELDS_BY_COLUMN = new Map(
  [...FIELDS_BY_NAME.values()].map(({ column, name }) => [column as string, name]),
);

/** Columns of the table that are no field: they are derived, or describe the source. */
const OTHER_COLUMNS: ReadonlySet<string> = new Set(
  FLOW_COLUMNS.map(({ name }) => name as string).filter((name) => !FIELDS_BY_COLUMN.has(name)),
);

/** Column with the unknown fields of a record, in events that were made of the table. */
const EXTRA = 'extra';

/**
 * Returns the fields in `unmapped`: by their names in AWS's notation (`sublocation_id`), or by the names of the table's
 * columns (`owner_account_id`). A member that is neither keeps its name, as an unknown field.
 */
export function keptUnmapped(event: EventAttributes): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  const { [EXTRA]: extra, ...members } = event.unmapped();
  for (const [name, value] of Object.entries({ ...extraFields(extra), ...members })) {
    const field = name.toLowerCase().replaceAll('_', '-');
    if (FIELDS_BY_NAME.has(field)) fields[field] = value;
    else if (!OTHER_COLUMNS.has(name)) fields[FIELDS_BY_COLUMN.get(name) ?? field] = value;
  }
  return fields;
}

/** The unknown fields of the record that became the event. Text that is no JSON object of strings stays as it is. */
function extraFields(extra: string | undefined): Record<string, string> {
  if (extra === undefined) return {};
  try {
    const value: unknown = JSON.parse(extra);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const entries = isObject ? Object.entries(value) : [];
    if (entries.length > 0 && entries.every(([, each]) => typeof each === 'string')) {
      return Object.fromEntries(entries) as Record<string, string>;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { 'unmapped-extra': extra };
}
