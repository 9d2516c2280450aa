import { type KqlProblem, KqlSeverity, kqlProblems } from '../../../azure/kql';
import { isLiteral } from './expressions';

/** What was found in a query of the user's, in sentences. */
export interface KqlFindings {
  readonly problems: string[];
  readonly warnings: string[];
}

/** Checks a query as it is written: types, names, values. What is known only when deployed can not be checked. */
export function checkKql(prop: string, kql: string): KqlFindings {
  if (!isLiteral(kql))
    return { problems: [], warnings: [`${prop} is known only when deployed, so it is not checked`] };
  const found = kqlProblems(kql);
  const of = (severity: KqlSeverity) =>
    found.filter((problem) => problem.severity === severity).map((problem) => sentence(prop, problem));
  return { problems: of(KqlSeverity.ERROR), warnings: of(KqlSeverity.WARNING) };
}

/** A query as Terraform takes it: what would be an expression or a directive there is text. */
export function terraformText(kql: string): string {
  return isLiteral(kql) ? kql.replace(/[$%](?=\{)/g, (sign) => sign + sign) : kql;
}

function sentence(prop: string, { line, column, message, rule }: KqlProblem): string {
  return `${prop}, line ${line}, column ${column}: ${message} (${rule})`;
}
