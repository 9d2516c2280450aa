import { fieldOfNotation } from './bare-name';
import { fieldOfSynonym } from './field-synonyms';

/**
 * Returns the field that a column of another product has: by its own name in any notation (`account_id`, `accountId`), or
 * by a name that other products give it (`sourceIp`). Returns undefined for any other column.
 */
export function fieldOfColumn(column: string): string | undefined {
  return fieldOfNotation(column) ?? fieldOfSynonym(column);
}
