import { expect } from 'vitest';
import { type DeployerOptions, deployerPolicies } from '../../aws/deployer/deployer-policies';
import type { DeployerStatement } from '../../aws/deployer/policy-documents';
import type { TemplateStack } from '../../aws/template/template-stack';
import { deployedFlowLogs } from '../../standard/adapters/cloudformation/deployed-flow-logs';

/** The policies of an app in one account. */
export function policiesOf(stacks: readonly TemplateStack[], options?: DeployerOptions) {
  const found = deployerPolicies(stacks, deployedFlowLogs(stacks), options);
  expect(found).toHaveLength(1);
  const [{ documents, warnings, notes }] = found as [(typeof found)[number]];
  return { documents, warnings, notes, statements: documents.flatMap(({ policy }) => policy.Statement) };
}

/** Resources and conditions of the statements that allow an action. */
export function allowed(statements: readonly DeployerStatement[], action: string) {
  return statements
    .filter(({ Action }) => Action.includes(action))
    .map(({ Resource, Condition }) => (Condition ? [Resource, Condition] : [Resource]));
}
