import { type Comparison, comparisons, Match } from '../comparisons';
import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

export const OTHER_SPELLING: KqlRule = {
  id: 'other-spelling',
  title: 'A value has the spelling of the table',
  why:
    'The documentation has two spellings of some values: Flowlog and FlowLog, D and Denied. A query with the spelling ' +
    'that the table does not contain returns no rows. Sources: Azure Monitor Logs reference, "NTANetAnalytics"; Azure ' +
    'Network Watcher documentation, "Use queries in traffic analytics".',
  check: (query) => {
    const all = comparisons(query).filter(({ match }) => match === Match.WHOLE);
    return all.flatMap((comparison) =>
      comparison.literals.flatMap(({ value, offset }) => {
        const meant = meantBy(comparison, String(value));
        if (!meant || hasSpelling(all, comparison, meant)) return [];
        const { name, operator } = comparison;
        return [
          {
            severity: KqlSeverity.WARNING,
            message: `${name} ${operator} "${value}" uses a spelling from the documentation, and the table contains "${meant}": use ${name} in~ ("${meant}", "${value}")`,
            offset,
          },
        ];
      }),
    );
  },
};

/** The spelling of the table, if the query uses the other one. */
function meantBy({ columns, isCaseSensitive }: Comparison, value: string): string | undefined {
  for (const { domain } of columns) {
    for (const [other, meant] of Object.entries(domain?.otherSpellings ?? {})) {
      if (isCaseSensitive ? other === value : isSame(other, value) && !isSame(meant, value)) return meant;
    }
  }
  return undefined;
}

/** Whether the query also compares the column with the spelling of the table. */
function hasSpelling(all: readonly Comparison[], { columns }: Comparison, meant: string): boolean {
  return all
    .filter((other) => other.columns.some((column) => columns.includes(column)))
    .some(({ literals, isCaseSensitive }) =>
      literals.some(({ value }) => (isCaseSensitive ? value === meant : isSame(String(value), meant))),
    );
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
