import type { IConstruct } from 'constructs';

/**
 * Throws one error that lists all problems of a construct's props.
 *
 * @throws Error unless the list is empty; the message begins with the path of the construct
 */
export function throwProblems(scope: IConstruct, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new Error(`${scope.node.path}: ${problems.join('; ')}`);
}
