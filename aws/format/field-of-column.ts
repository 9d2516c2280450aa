import { FIELDS_BY_NAME } from '../fields';
import { fieldName } from './field-name';
import { fieldOfSynonym } from './field-synonyms';

const SEPARATORS = /[^a-z0-9]/g;

/** Names of the fields, by the names without separators: `srcAddr` and `src_addr` are both `srcaddr`. */
const BY_BARE_NAME = new Map([...FIELDS_BY_NAME.keys()].map((name) => [bare(name), name]));

/**
 * Returns the field that a column of another product has: by its own name in any notation (`account_id`, `accountId`), or
 * by a name that other products give it (`sourceIp`). Returns undefined for any other column.
 */
export function fieldOfColumn(column: string): string | undefined {
  const name = fieldName(column);
  if (name !== undefined && FIELDS_BY_NAME.has(name)) return name;
  return BY_BARE_NAME.get(bare(column)) ?? fieldOfSynonym(column);
}

function bare(name: string): string {
  return name.toLowerCase().replace(SEPARATORS, '');
}
