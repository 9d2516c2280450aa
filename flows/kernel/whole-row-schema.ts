import { type ColumnName, FLOW_COLUMNS } from '../columns';
import type { KernelSchema } from './kernel-schema';

/** Token of null. No value contains it. */
const NOTHING = '\0';

/** The schema of rows that the reference reader reads and the kernel only writes: every column is a field. */
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
