import { objectOf } from '../../../../aws/template/read-template';
import { UnknownCause } from '../../../../flows/value';
import { type Environment, evaluate } from '../expression/evaluate';
import { parseTemplate } from '../expression/expression-parser';
import { Alternatives, itemsOf, type TerraformValue, Unresolved } from '../expression/terraform-value';
import { evaluateJson } from './evaluate-body';
import type { Block } from './module-files';
import { convertToType } from './type-constraint';

/**
 * Returns the value of a variable: what the caller sets, or else its default. Source: Terraform, "variable Block Reference".
 *
 * @param given the value that the caller sets; `undefined` if it sets none
 * @param scope unique name of the module
 */
export function variableValue(
  { labels: [name], body }: Block,
  given: TerraformValue | undefined,
  environment: Environment,
  scope: string,
): TerraformValue {
  // null sets a variable that is not nullable to its default
  const isGiven = given !== undefined && !(given === null && body.nullable === false);
  if (!isGiven && !('default' in body)) return withoutValue(String(name), body, environment, scope);
  const value = isGiven ? given : evaluateJson(body.default, environment);
  return convertToType(value, body.type, (expression) => evaluate(expression, environment));
}

/** A variable without a value has one of the values that its validation allows: `contains(["a", "b"], var.name)`. */
function withoutValue(
  name: string,
  body: Block['body'],
  environment: Environment,
  scope: string,
): TerraformValue {
  const variable = `${scope}var.${name}`;
  const reason = `it is var.${name}, which has no value`;
  for (const validation of [body.validation ?? []].flat().map(objectOf)) {
    const allowed = allowedValues(String(validation.condition ?? ''), name, environment);
    if (allowed) {
      const conditions = allowed.map((each) => ({ variable, equals: String(each) }));
      return new Alternatives(reason, allowed, UnknownCause.INPUT, conditions, variable);
    }
  }
  return new Unresolved(reason, UnknownCause.INPUT, undefined, variable);
}

function allowedValues(
  condition: string,
  name: string,
  environment: Environment,
): readonly TerraformValue[] | undefined {
  try {
    const expression = parseTemplate(condition);
    if (expression.kind !== 'call' || expression.name !== 'contains') return undefined;
    const [list, value] = expression.args;
    const isVariable =
      value?.kind === 'attribute' &&
      value.name === name &&
      value.of.kind === 'name' &&
      value.of.name === 'var';
    // another list can refer to the variable
    return isVariable && list?.kind === 'list' ? itemsOf(evaluate(list, environment)) : undefined;
  } catch {
    return undefined;
  }
}
