import { objectOf } from '../../../aws/template/read-template';
import type { TemplateStack } from '../../../aws/template/template-stack';
import type { Acknowledgement } from '../../facts';
import { addressOf, type TemplateFacts } from './template-facts';

/** Before the ids of our rules, where the CDK has rules of others too. */
export const PLUGIN_NAME = 'cloud-flow-logs';

const UNTIL = /\buntil (\d{4}-\d{2}-\d{2})\b/;

/**
 * Reads acknowledged rules: those of `Validations.of(scope).acknowledge(...)`, which apply to all constructs below the scope, and
 * those in the metadata of a resource of a template. A reason with `until 2027-01-31` sets the end date.
 */
export function acknowledgementsOf(facts: TemplateFacts, stack: TemplateStack): Acknowledgement[] {
  const found: Acknowledgement[] = [];
  for (const [path, entries] of stack.metadata ?? []) {
    for (const { type, data } of entries) {
      if (type === 'aws:cdk:acknowledged-rules') found.push(...ofScope(facts, path, objectOf(data)));
    }
  }
  for (const resource of stack.resources) {
    const rules = objectOf(resource.metadata?.[PLUGIN_NAME]);
    const fact = facts.factOf(stack, resource);
    const place = { addresses: [fact.address], title: fact.title, fact };
    for (const [rule, reason] of Object.entries(rules)) found.push(acknowledgement(rule, reason, place));
  }
  return found;
}

function ofScope(
  facts: TemplateFacts,
  scope: string,
  rules: Readonly<Record<string, unknown>>,
): Acknowledgement[] {
  const ours = Object.entries(rules).filter(([id]) => id.startsWith(`${PLUGIN_NAME}::`));
  if (ours.length === 0) return [];
  const placed = facts.app.stacks.flatMap((stack) =>
    stack.resources
      .filter(({ path }) => path !== undefined && (path === scope || path.startsWith(`${scope}/`)))
      .map((resource) => ({ stack, resource })),
  );
  const [first] = placed;
  const place = {
    addresses: placed.map(addressOf),
    title: scope,
    ...(first && { fact: facts.factOf(first.stack, first.resource) }),
  };
  return ours.map(([id, reason]) => acknowledgement(id.slice(PLUGIN_NAME.length + 2), reason, place));
}

function acknowledgement(
  rule: string,
  reason: unknown,
  place: Pick<Acknowledgement, 'addresses' | 'title' | 'fact'>,
): Acknowledgement {
  const text = typeof reason === 'string' ? reason : '';
  const until = UNTIL.exec(text)?.[1];
  return { rule, ...place, ...(text !== '' && { reason: text }), ...(until !== undefined && { until }) };
}
