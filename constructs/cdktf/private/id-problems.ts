import { type ResourceType, resourceIdProblem } from '../../../azure/resource-type';
import { isLiteral } from './expressions';

/** What is wrong with ids that the app gives; those that are known only when deployed can not be looked at. */
export function idProblems(prop: string, ids: readonly (string | undefined)[], type: ResourceType): string[] {
  return problemsOf(ids, (id) => resourceIdProblem(prop, id, type));
}

/** What is wrong with values that are known at synthesis. */
export function problemsOf(
  values: readonly (string | undefined)[],
  problemOf: (value: string) => string | undefined,
): string[] {
  return values
    .filter((value) => value !== undefined)
    .filter(isLiteral)
    .map(problemOf)
    .filter((problem) => problem !== undefined);
}
