import type { IConstruct } from 'constructs';
import { policySizeProblem, type SizedPolicy } from '../../../aws/policies';
import { longest } from './printable';

/** Policies whose size is validated already. */
const VALIDATED = new WeakSet<IConstruct>();

/**
 * Validates the size of a policy at synthesis, with all statements of the app. Values that are known only after deployment
 * count with their maximum length.
 *
 * @param owner the resource of the policy; the error names its path
 * @param name name of the policy for the error
 */
export function validatePolicySize(
  owner: IConstruct,
  kind: SizedPolicy,
  name: () => string,
  document: () => unknown,
): void {
  if (VALIDATED.has(owner)) return;
  VALIDATED.add(owner);
  owner.node.addValidation({
    validate: () => [policySizeProblem(kind, name(), longest(owner, document())) ?? []].flat(),
  });
}
