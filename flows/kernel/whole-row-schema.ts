import { type ColumnName, FLOW_COLUMNS } from '../columns';
import type { KernelSchema } from './kernel-schema';

/** Stands where there is no value: no value is this. */
const NOTHING = '\0';

/** How rows come that are read elsewhere, and only written by the kernel: every column is a field of its own. */
export function wholeRowSchema(): KernelSchema {
  const columns = FLOW_COLUMNS.filter(({ name }) => name !== 'source_row');
  return {
    fields: columns.length,
    delimiter: NOTHING,
    nullToken: NOTHING,
    steps: columns.map(({ name, words }, field) => ({
      column: { name: name as ColumnName, field, words: words?.map((token) => ({ token })) },
    })),
    derived: [],
    unknown: [],
    constants: new Map(),
    numbers: 'source_row',
  };
}
