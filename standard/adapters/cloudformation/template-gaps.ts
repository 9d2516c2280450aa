import type { StackResource } from '../../../aws/template/evaluated';
import type { TemplateGap, TemplateResource, TemplateStack } from '../../../aws/template/template-stack';
import type { UnreadPart } from '../../facts';
import { addressOf, type TemplateFacts } from './template-facts';

/** The parts of the templates of one app that were not read, and the networks that they may log. */
export class TemplateGaps {
  readonly unread: readonly UnreadPart[];
  /** Why an unread part may log a network, by the address of the network. */
  private readonly receivers = new Map<string, string>();
  /** Why an unread part may log each network of a stack, by the id of the stack. */
  private readonly macros = new Map<string, string>();

  constructor(private readonly facts: TemplateFacts) {
    this.unread = facts.app.stacks.flatMap((stack) => stack.gaps.flatMap((gap) => this.partOf(stack, gap)));
  }

  /** Why an unread part may log a network; `undefined` if none does. */
  uncertaintyOf(network: StackResource): string | undefined {
    return this.macros.get(network.stack.id) ?? this.receivers.get(addressOf(network));
  }

  private partOf(stack: TemplateStack, gap: TemplateGap): UnreadPart[] {
    const resource = resourceOf(stack, gap);
    if (this.facts.app.existence({ stack, resource }) === false) return [];
    const subject = this.facts.factOf(stack, resource);
    const reason = `${subject.title} is not read: ${gap.cause}`;
    if (gap.inputs === undefined) this.macros.set(stack.id, reason);
    else
      for (const received of this.facts.app.of(stack).resourcesIn(gap.inputs))
        this.receivers.set(addressOf(received), reason);
    return [{ subject, cause: gap.cause, fix: gap.fix }];
  }
}

/** The resource of a gap; a macro is none. */
function resourceOf({ resources }: TemplateStack, { logicalId, type }: TemplateGap): TemplateResource {
  const own = resources.find((resource) => resource.logicalId === logicalId);
  return own ?? { logicalId, type, properties: {}, dependsOn: [] };
}
