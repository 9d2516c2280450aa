import { type ResourceType, resourceIdProblem } from '../../../azure/resource-type';
import { isLiteral } from './expressions';

/** Problems of ARM ids in props. Ids that are known only after deployment are skipped. */
export function idProblems(prop: string, ids: readonly (string | undefined)[], type: ResourceType): string[] {
  return problemsOf(ids, (id) => resourceIdProblem(prop, id, type));
}

/** Problems of values that are known at synth. */
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
