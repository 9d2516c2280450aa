import { InvalidArguments } from './arm-function';
import { type ArmValue, Unresolved } from './arm-value';
import type { EvaluationScope, TemplateScope, UserFunction } from './evaluation-scope';

/** Depth of the calls of user-defined functions, which Azure does not allow to be recursive. */
const MAX_CALLS = 20;

/** Returns the scope in which the output of a user-defined function is evaluated. */
export function functionScope(
  { parameters }: UserFunction,
  values: readonly ArmValue[],
  template: TemplateScope,
): EvaluationScope {
  const depth = template instanceof FunctionScope ? template.depth + 1 : 1;
  if (depth > MAX_CALLS) throw new InvalidArguments('the function calls itself');
  const named = new Map(parameters.map((name, index) => [name.toLowerCase(), values[index] ?? null]));
  return { template: new FunctionScope(template, named, depth), copies: [], lambda: new Map() };
}

/** Scope of a user-defined function: its parameters, without the variables of the template. */
class FunctionScope implements TemplateScope {
  readonly budget;

  constructor(
    private readonly template: TemplateScope,
    private readonly parameters: ReadonlyMap<string, ArmValue>,
    readonly depth: number,
  ) {
    this.budget = template.budget;
  }

  parameter(name: string): ArmValue {
    const value = this.parameters.get(name.toLowerCase());
    return value === undefined ? new Unresolved(`parameters('${name}')`) : value;
  }

  variable(name: string): ArmValue {
    return this.template.variable(name);
  }

  userFunction(name: string): UserFunction | undefined {
    return this.template.userFunction(name);
  }

  deploymentFunction(name: string, args: readonly ArmValue[]): ArmValue | undefined {
    return this.template.deploymentFunction(name, args);
  }
}
