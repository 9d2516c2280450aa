import { type PolicyStatement, statementsOf } from '../../../aws/policies/evaluation';
import type { StackResource } from '../../../aws/template/stack-values';
import { conjunction, type Formula, implies } from '../../../flows/formula';
import type { Unknown } from '../../../flows/value';
import { unknown } from '../../facts';
import type { TemplateFacts } from './template-facts';

export function titleOf(facts: TemplateFacts, { stack, resource }: StackResource): string {
  return facts.factOf(stack, resource).title;
}

/** Reads the statements of a policy. A policy whose condition is unknown may not exist. */
export function statementsIn(
  { app, texts }: TemplateFacts,
  policy: StackResource,
  document: unknown,
  given: Formula,
): readonly (PolicyStatement | Unknown)[] {
  const existence = app.existence(policy);
  if (implies(given, existence) !== true)
    return [unknown(`the policy depends on the condition ${policy.resource.condition}`)];
  return statementsOf(texts.json(document, policy.stack, conjunction([given, existence])));
}
