import { type ResourceType, resourceIdProblem } from '../../../azure/resource-type';
import { knownElements } from './known';

/** Problems of ARM ids in props. Ids that are known only after deployment are skipped. */
export function idProblems(
  prop: string,
  ids: readonly (string | undefined)[] | undefined,
  type: ResourceType,
): string[] {
  return problemsOf(ids, (id) => resourceIdProblem(prop, id, type));
}

/** Problems of values that are known at synth. The list itself can be a reference. */
export function problemsOf(
  values: readonly (string | undefined)[] | undefined,
  problemOf: (value: string) => string | undefined,
): string[] {
  return knownElements(values)
    .filter((value) => value !== undefined)
    .map(problemOf)
    .filter((problem) => problem !== undefined);
}
