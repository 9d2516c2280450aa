import type { IConstruct } from 'constructs';

/** Throws once, with everything that is wrong with a construct's props. */
export function throwProblems(scope: IConstruct, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new Error(`${scope.node.path}: ${problems.join('; ')}`);
}
