import { objectOf } from '../../../aws/template/read-template';
import { ArtifactError } from '../artifact';

const FIX = 'write it again: terraform show -json plan.out';

/**
 * Rejects a plan from which resources are missing or that cannot be understood.
 *
 * @throws ArtifactError with the member that is wrong
 */
export function requireValidPlan(json: unknown, artifact: string): void {
  const { resource_changes: changes, planned_values: planned } = objectOf(json);
  const fail = (problem: string): never => {
    throw new ArtifactError(`${artifact} is not a valid plan: ${problem}; ${FIX}`);
  };
  const { resources = [], child_modules: modules = [] } = objectOf(objectOf(planned).root_module);
  const isEmpty = [resources, modules].flat().length === 0;
  if (changes === undefined || changes === null) {
    if (!isEmpty) fail('it has no "resource_changes", but "planned_values" has resources');
    return;
  }
  if (!Array.isArray(changes)) fail('"resource_changes" is not a list');
  [changes].flat().forEach((change, index) => {
    const wrong = ['address', 'mode', 'type'].find((name) => typeof objectOf(change)[name] !== 'string');
    if (wrong !== undefined) fail(`resource_changes[${index}] has no text "${wrong}"`);
  });
}
