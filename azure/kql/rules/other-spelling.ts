import { type Comparison, comparisons, Match } from '../comparisons';
import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

export const OTHER_SPELLING: KqlRule = {
  id: 'other-spelling',
  title: 'A value is written as rows have it',
  why:
    'Documentation spells some values in two ways: Flowlog and FlowLog, D and Denied. A query for the spelling that ' +
    'rows do not have finds nothing. Source: Azure Monitor Logs reference, "NTANetAnalytics", against Azure Network ' +
    'Watcher documentation, "Use queries in traffic analytics".',
  check: (query) => {
    const all = comparisons(query).filter(({ match }) => match === Match.WHOLE);
    return all.flatMap((comparison) =>
      comparison.literals.flatMap(({ value, offset }) => {
        const meant = meantBy(comparison, String(value));
        if (!meant || isAskedFor(all, comparison, meant)) return [];
        const { name, operator } = comparison;
        return [
          {
            severity: KqlSeverity.WARNING,
            message: `${name} ${operator} "${value}" is a spelling of documentation; rows have "${meant}": write ${name} in~ ("${meant}", "${value}")`,
            offset,
          },
        ];
      }),
    );
  },
};

/** The spelling that rows have, if what was written is the other one. */
function meantBy({ columns, mindsCase }: Comparison, value: string): string | undefined {
  for (const { domain } of columns) {
    for (const [other, meant] of Object.entries(domain?.otherSpellings ?? {})) {
      if (mindsCase ? other === value : isSame(other, value) && !isSame(meant, value)) return meant;
    }
  }
  return undefined;
}

/** Whether the query asks for the other spelling as well, there or in another comparison of the column. */
function isAskedFor(all: readonly Comparison[], { columns }: Comparison, meant: string): boolean {
  return all
    .filter((other) => other.columns.some((column) => columns.includes(column)))
    .some(({ literals, mindsCase }) =>
      literals.some(({ value }) => (mindsCase ? value === meant : isSame(String(value), meant))),
    );
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
