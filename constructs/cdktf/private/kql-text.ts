import { type KqlProblem, KqlSeverity, kqlProblems, UNKNOWN_TABLE } from '../../../azure/kql';
import type { LogTable } from '../../../azure/log-tables';
import { isLiteral } from './expressions';

/** Problems and warnings of a user's query, as sentences. */
export interface KqlFindings {
  readonly problems: string[];
  readonly warnings: string[];
  /** Whether the query reads a table whose columns are unknown. */
  readonly hasOtherTables: boolean;
}

/** Checks types, names and values of a query. A query that is known only after deployment is reported as unchecked. */
export function checkKql(prop: string, kql: string, tables: readonly LogTable[]): KqlFindings {
  if (!isLiteral(kql))
    return {
      problems: [],
      warnings: [`${prop} is known only after deployment, so it is not checked`],
      hasOtherTables: true,
    };
  const found = kqlProblems(kql, { tables });
  const of = (severity: KqlSeverity) =>
    found.filter((problem) => problem.severity === severity).map((problem) => sentence(prop, problem));
  return {
    problems: of(KqlSeverity.ERROR),
    warnings: of(KqlSeverity.WARNING),
    hasOtherTables: found.some(({ rule }) => rule === UNKNOWN_TABLE),
  };
}

/** Escapes Terraform expressions and directives in a query. */
export function terraformText(kql: string): string {
  return isLiteral(kql) ? kql.replace(/[$%](?=\{)/g, (sign) => sign + sign) : kql;
}

function sentence(prop: string, { line, column, message, rule }: KqlProblem): string {
  return `${prop}, line ${line}, column ${column}: ${message} (${rule})`;
}
