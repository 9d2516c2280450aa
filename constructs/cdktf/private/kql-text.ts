import { type KqlProblem, KqlSeverity, kqlProblems } from '../../../azure/kql';
import { isLiteral } from './expressions';

/** Problems and warnings of a user's query, as sentences. */
export interface KqlFindings {
  readonly problems: string[];
  readonly warnings: string[];
}

/** Checks types, names and values of a query. A query that is known only after deployment is reported as unchecked. */
export function checkKql(prop: string, kql: string): KqlFindings {
  if (!isLiteral(kql))
    return { problems: [], warnings: [`${prop} is known only after deployment, so it is not checked`] };
  const found = kqlProblems(kql);
  const of = (severity: KqlSeverity) =>
    found.filter((problem) => problem.severity === severity).map((problem) => sentence(prop, problem));
  return { problems: of(KqlSeverity.ERROR), warnings: of(KqlSeverity.WARNING) };
}

/** Escapes Terraform expressions and directives in a query. */
export function terraformText(kql: string): string {
  return isLiteral(kql) ? kql.replace(/[$%](?=\{)/g, (sign) => sign + sign) : kql;
}

function sentence(prop: string, { line, column, message, rule }: KqlProblem): string {
  return `${prop}, line ${line}, column ${column}: ${message} (${rule})`;
}
