import { UnknownCause } from '../../../../flows/value';
import { type Environment, evaluate } from '../expression/evaluate';
import { type TerraformValue, Unresolved } from '../expression/terraform-value';
import { evaluateJson } from './evaluate-body';
import type { Block } from './module-files';
import { convertToType } from './type-constraint';

/**
 * Returns the value of a variable: what the caller sets, or else its default. Source: Terraform, "variable Block Reference".
 *
 * @param given the value that the caller sets; `undefined` if it sets none
 */
export function variableValue(
  { labels: [name], body }: Block,
  given: TerraformValue | undefined,
  environment: Environment,
): TerraformValue {
  // null sets a variable that is not nullable to its default
  const isGiven = given !== undefined && !(given === null && body.nullable === false);
  if (!isGiven && !('default' in body))
    return new Unresolved(`it is var.${name}, which has no value`, UnknownCause.INPUT);
  const value = isGiven ? given : evaluateJson(body.default, environment);
  return convertToType(value, body.type, (expression) => evaluate(expression, environment));
}
