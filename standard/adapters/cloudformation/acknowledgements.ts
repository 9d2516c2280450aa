import { objectOf } from '../../../aws/template/read-template';
import type { TemplateStack } from '../../../aws/template/template-stack';
import type { Acknowledgement } from '../../facts';
import { addressOf, type TemplateFacts } from './template-facts';

/** Prefix of rule ids in CDK metadata, which can contain the rules of several plugins. */
export const PLUGIN_NAME = 'cloud-flow-logs';

const END_DATE = /\buntil:? *(\d{4}-\d{2}-\d{2})\b/i;

/**
 * Reads the acknowledged rules of a stack:
 * - `Validations.of(scope).acknowledge(...)` applies to all constructs below the scope.
 * - The metadata of a resource applies to that resource.
 *
 * A reason that contains `until 2027-01-31` sets the end date.
 */
export function acknowledgementsOf(facts: TemplateFacts, stack: TemplateStack): Acknowledgement[] {
  const found: Acknowledgement[] = [];
  for (const [path, entries] of stack.metadata ?? []) {
    for (const { type, data } of entries) {
      if (type === 'aws:cdk:acknowledged-rules')
        found.push(...scopeAcknowledgements(facts, path, objectOf(data)));
    }
  }
  for (const resource of stack.resources) {
    const rules = objectOf(resource.metadata?.[PLUGIN_NAME]);
    const fact = facts.factOf(stack, resource);
    const subject = { addresses: [fact.address], title: fact.title, fact };
    for (const [rule, reason] of Object.entries(rules)) found.push(acknowledgement(rule, reason, subject));
  }
  return found;
}

function scopeAcknowledgements(
  facts: TemplateFacts,
  scope: string,
  rules: Readonly<Record<string, unknown>>,
): Acknowledgement[] {
  const ownRules = Object.entries(rules).filter(([id]) => id.startsWith(`${PLUGIN_NAME}::`));
  if (ownRules.length === 0) return [];
  const resources = facts.app.stacks.flatMap((stack) =>
    stack.resources
      .filter(({ path }) => path !== undefined && (path === scope || path.startsWith(`${scope}/`)))
      .map((resource) => ({ stack, resource })),
  );
  const [first] = resources;
  const subject = {
    addresses: resources.map(addressOf),
    title: scope,
    ...(first && { fact: facts.factOf(first.stack, first.resource) }),
  };
  return ownRules.map(([id, reason]) => acknowledgement(id.slice(PLUGIN_NAME.length + 2), reason, subject));
}

function acknowledgement(
  rule: string,
  reason: unknown,
  subject: Pick<Acknowledgement, 'addresses' | 'title' | 'fact'>,
): Acknowledgement {
  const text = typeof reason === 'string' ? reason : '';
  const until = END_DATE.exec(text)?.[1];
  return { rule, ...subject, ...(text !== '' && { reason: text }), ...(until !== undefined && { until }) };
}
