import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { policySizeNote, policySizeProblem, type SizedPolicy } from '../../../aws/policies';
import { MergedStatements } from './merged-statements';
import { longest } from './printable';

/** Policies whose size is validated already. */
const VALIDATED = new WeakSet<IConstruct>();

/**
 * Validates the size of a policy at synthesis, with all statements of the app. Values that are known only after deployment
 * count with their maximum length. A note states the size of a policy that several constructs share.
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
    validate: () => {
      const deployed = longest(owner, document());
      const problem = policySizeProblem(kind, name(), deployed);
      if (problem !== undefined) return [problem];
      if (MergedStatements.of(owner).isShared) {
        Annotations.of(owner).addInfoV2(
          `cloud-flow-logs:policySize:${kind}`,
          policySizeNote(kind, name(), deployed),
        );
      }
      return [];
    },
  });
}
