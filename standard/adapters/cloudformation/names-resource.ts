import { lifted } from '../../../aws/template/alternatives';
import { Choice, type Evaluated, PartialValue, type StackResource } from '../../../aws/template/evaluated';
import type { TemplateStack } from '../../../aws/template/template-stack';
import type { Formula } from '../../../flows/formula';
import { displayed, isSameText } from '../../../flows/partial-text';
import { common, type Ternary } from '../../../flows/ternary';
import { isNameGenerated, nameOf } from './resource-texts';
import { addressOf, type TemplateFacts } from './template-facts';

/**
 * Whether a value is the name of a resource; unknown if that depends on a condition or on a part that is known only after
 * deployment.
 *
 * @param given what is true where the value applies
 */
export function namesResource(
  facts: TemplateFacts,
  json: unknown,
  stack: TemplateStack,
  named: StackResource,
  given: Formula,
): Ternary {
  const compare = (value: Evaluated): Ternary => {
    const [part, other] = value instanceof PartialValue ? value.parts : [];
    const isReference = typeof part === 'object' && part.kind === 'attribute' && other === undefined;
    if (isReference && addressOf(part) === addressOf(named)) return true;
    const text = facts.texts.textOf(value);
    const isSame = isSameText(text, nameOf(facts.texts, named));
    // no other value is a name that the deployment generates
    return isSame === undefined && isNameGenerated(named) && displayed(text) !== '*' ? false : isSame;
  };
  const value = lifted(facts.app.of(stack).evaluate(json, given), given);
  return value instanceof Choice ? common(value.options.map((each) => compare(each.value))) : compare(value);
}
