import { Annotations } from 'cdktf';
import type { Construct } from 'constructs';
import { AlertDuration } from '../../../azure/alerts';
import {
  alertQueryProblems,
  alertSizeProblem,
  canUnite,
  unboundTables,
} from '../../../azure/alerts/query-problems';
import { withoutTexts } from '../../../azure/kql/comments-and-strings';
import { declaredNames, namesSources, toleratingMissingTables } from '../../../azure/kql/missing-tables';
import type { LogTable } from '../../../azure/log-tables';
import { isLiteral } from './expressions';
import { kqlArgument } from './hcl-safe-text';

/** A query of an alert rule. */
export interface AlertQuery {
  readonly kql: string;
  /** Tables whose columns are known. */
  readonly tables: readonly LogTable[];
  readonly frequency: AlertDuration;
  /** Columns of the result whose values distinguish alerts. */
  readonly dimensions: readonly string[];
}

/** Problems of a query that Azure rejects in an alert rule. */
export function queryProblems(query: AlertQuery): string[] {
  const { kql, frequency } = query;
  if (!isLiteral(kql)) return [];
  const size = canUnite(frequency) ? alertSizeProblem(tolerating(query)) : undefined;
  return [...alertQueryProblems(kql, frequency), ...(size === undefined ? [] : [size])];
}

/** Returns the text of the query in the rule. The query survives missing tables, or the construct warns. */
export function ruleQuery(scope: Construct, query: AlertQuery): string {
  const { kql, tables, frequency } = query;
  if (!canUnite(frequency)) {
    warn(
      scope,
      `frequency is ${frequency}, for which Azure does not support union, so the query ${FAILS}: use ` +
        `${AlertDuration.FIVE_MINUTES} or longer`,
    );
    return kqlArgument(kql);
  }
  const own = tables.filter(({ name }) => declaredNames(kql).has(name)).map(({ name }) => name);
  if (own.length > 0 && !kql.includes('isfuzzy')) {
    warn(
      scope,
      `query declares ${own.join(' and ')} with let, so the query ${FAILS}: give these variables other names`,
    );
  }
  if (namesSources(kql) && !kql.includes('isfuzzy')) {
    warn(
      scope,
      `query reads the name of the source of a row (withsource, $table or source_), so the query ${FAILS}: use the column ` +
        'Type, which has the name of the table',
    );
    return kqlArgument(kql);
  }
  const unbound = isLiteral(kql) ? unboundTables(kql) : [];
  if (unbound.length > 0 && !kql.includes('isfuzzy')) {
    warn(
      scope,
      `query reads tables by ${unbound.join(' and ')}, which the fallback for missing tables does not cover, so the query ` +
        `${FAILS}: use the names of the tables, and for tables of other resources a union isfuzzy=true with an empty ` +
        'datatable',
    );
  }
  const changed = tolerating(query);
  if (!isLiteral(kql) && changed === kql) {
    warn(scope, `query is known only after deployment, so the construct cannot change it, and it ${FAILS}`);
  }
  return kqlArgument(changed);
}

/** The query with its fallback. References can name any column, unless they are in a string of the query. */
function tolerating({ kql, tables, dimensions }: AlertQuery): string {
  const isKnown = [withoutTexts(kql), ...dimensions].every(isLiteral);
  const columns = isKnown ? dimensions : tables.flatMap((table) => table.columns.map(({ name }) => name));
  return toleratingMissingTables(kql, tables, columns);
}

const FAILS = 'fails while a table does not exist, and Azure disables the alert rule after a week';

function warn(scope: Construct, warning: string): void {
  Annotations.of(scope).addWarning(warning);
}
