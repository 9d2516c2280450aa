import { ArtifactError } from '../../artifact';
import { InvalidArguments } from './arm-function';
import { type ArmValue, bounded, canonicalText, isEqual, Unresolved, unresolvedCall } from './arm-value';
import { COLLECTION_FUNCTIONS, itemAt } from './collection-functions';
import type { EvaluationScope, TemplateScope, UserFunction } from './evaluation-scope';
import { LAMBDA_FUNCTIONS, type Lambda } from './lambda-functions';
import { LOGICAL_FUNCTIONS } from './logical-functions';
import { NUMBER_FUNCTIONS } from './number-functions';
import {
  type Expression,
  ExpressionError,
  isExpression,
  parseExpression,
  unescapedText,
} from './parse-expression';
import { STRING_FUNCTIONS, simplified } from './string-functions';

const FUNCTIONS = new Map(
  Object.entries({
    ...STRING_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...LOGICAL_FUNCTIONS,
    ...COLLECTION_FUNCTIONS,
  }).map(([name, call]) => [name.toLowerCase(), call]),
);

/** Deepest nesting of the JSON of a template. */
const MAX_JSON_DEPTH = 200;

/**
 * Evaluates a value of a template: expressions in strings, and `copy` loops of properties. Invalid expressions are
 * unresolved, because Azure refuses the deployment.
 *
 * @throws ArtifactError if the value is too deep or needs too much work
 */
export function evaluate(json: unknown, scope: EvaluationScope, depth = 0): ArmValue {
  if (depth > MAX_JSON_DEPTH)
    throw new ArtifactError(`the template is nested more than ${MAX_JSON_DEPTH} levels deep`);
  scope.template.budget.spend(1);
  if (typeof json === 'string')
    return isExpression(json) ? expressionValue(json, scope) : unescapedText(json);
  if (Array.isArray(json)) return bounded(json.map((each) => evaluate(each, scope, depth + 1)));
  if (typeof json !== 'object' || json === null) return (json ?? null) as ArmValue;
  const entries: [string, ArmValue][] = [];
  for (const [key, each] of Object.entries(json)) {
    if (key === 'copy' && Array.isArray(each)) entries.push(...copiedProperties(each, scope, depth));
    else {
      const name = isExpression(key) ? expressionValue(key, scope) : key;
      if (typeof name === 'string') entries.push([name, evaluate(each, scope, depth + 1)]);
    }
  }
  return bounded(Object.fromEntries(entries));
}

function expressionValue(text: string, scope: EvaluationScope): ArmValue {
  let expression: Expression;
  try {
    expression = parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return new Unresolved(text, `it is not a valid expression: ${error.message}`);
  }
  return resultOf(expression, scope);
}

/** Most copies of a loop. Source: Azure Resource Manager, "Resource iteration in ARM templates", copy limits. */
export const MAX_COPIES = 800;

/** Evaluates the loops of properties and variables. Source: "Property iteration in ARM templates". */
export function copiedProperties(
  loops: readonly unknown[],
  scope: EvaluationScope,
  depth = 0,
): [string, ArmValue][] {
  return loops.flatMap((loop): [string, ArmValue][] => {
    const { name, count, input } = loop as { name?: unknown; count?: unknown; input?: unknown };
    if (typeof name !== 'string') return [];
    const number = evaluate(count, scope, depth + 1);
    if (typeof number !== 'number' || !(number >= 0 && number <= MAX_COPIES))
      return [[name, unresolvedCall('copy', [number], countProblem(name, number))]];
    const items = Array.from({ length: number }, (_, index) =>
      evaluate(input, { ...scope, copies: [...scope.copies, { name, index }] }, depth + 1),
    );
    return [[name, bounded(items)]];
  });
}

/** Returns why the number of copies of a loop is not usable. */
export function countProblem(name: string, count: ArmValue): string {
  if (count instanceof Unresolved) return `the number of copies of ${name} is unknown: ${count.reason}`;
  return `the number of copies of ${name} is ${canonicalText(count)}, Azure allows 0 to ${MAX_COPIES}`;
}

/** Evaluates a parsed expression. */
export function resultOf(expression: Expression, scope: EvaluationScope): ArmValue {
  scope.template.budget.spend(1);
  try {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'call') return bounded(simplified(called(expression, scope)));
    const of = resultOf(expression.of, scope);
    const index = expression.kind === 'member' ? expression.name : resultOf(expression.index, scope);
    return itemAt(of, index) ?? unresolvedMember(of, index);
  } catch (error) {
    if (!(error instanceof InvalidArguments)) throw error;
    return new Unresolved('invalid', `Azure refuses the expression: ${error.message}`);
  }
}

function unresolvedMember(of: ArmValue, index: ArmValue): Unresolved {
  const path = typeof index === 'string' ? `.${index}` : `[${canonicalText(index)}]`;
  const text = canonicalText(of) + path;
  if (of === null) return new Unresolved(text, `Azure refuses the expression: ${path} of null`);
  // the cause of an unknown value is more useful than the expression that uses it
  return of instanceof Unresolved ? new Unresolved(text, of.reason) : new Unresolved(text);
}

type Call = Extract<Expression, { kind: 'call' }>;

function called({ name: originalName, args }: Call, scope: EvaluationScope): ArmValue {
  const name = originalName.replace(/^sys\./i, '').toLowerCase();
  if (name === 'if') return choice(args, scope);
  if (name === 'coalesce') return coalesced(args, scope);
  if (name === 'and' || name === 'or') return shortCircuit(name, args, scope);
  if (name === 'tryget') return tryGet(args, scope);
  const withLambdas = LAMBDA_FUNCTIONS.get(name);
  if (withLambdas) {
    const isLambda = (arg: Expression) => arg.kind === 'call' && arg.name.toLowerCase() === 'lambda';
    const inputs = args.filter((arg) => !isLambda(arg)).map((arg) => resultOf(arg, scope));
    const lambdas = args.filter(isLambda).map((arg) => lambdaOf(arg as Call, scope));
    const texts = args.map((arg, index) =>
      isLambda(arg) ? sourceOf(arg) : canonicalText(inputs[index] ?? null),
    );
    return (
      withLambdas(inputs, lambdas) ?? new Unresolved(`${originalName}(${texts.join(', ')})`, reasonIn(inputs))
    );
  }
  const values = args.map((each) => resultOf(each, scope));
  if (name === 'parameters') return scope.template.parameter(String(values[0]));
  if (name === 'variables') return scope.template.variable(String(values[0]));
  if (name === 'lambdavariables')
    return scope.lambda.get(String(values[0])) ?? unresolvedCall(originalName, values);
  if (name === 'copyindex') return copyIndex(values, scope);
  const own = scope.template.userFunction(name);
  if (own) return userFunctionValue(own, values, scope);
  const result = scope.template.deploymentFunction(name, values) ?? FUNCTIONS.get(name)?.(values);
  return result ?? unresolvedCall(originalName, values, reasonIn(values));
}

/** Converts `lambda('x', body)` to a function. */
function lambdaOf({ args }: Call, scope: EvaluationScope): Lambda {
  const names = args.slice(0, -1).map((each) => (each.kind === 'literal' ? String(each.value) : ''));
  const body = args.at(-1);
  if (!body) throw new InvalidArguments('a lambda expression has no body');
  return (...values) => {
    const lambda = new Map(scope.lambda);
    names.forEach((name, index) => {
      lambda.set(name, values[index] ?? null);
    });
    return resultOf(body, { ...scope, lambda });
  };
}

/** Returns the reason of the first unresolved argument, because it is the cause. */
function reasonIn(values: readonly ArmValue[]): string | undefined {
  return values.find((each) => each instanceof Unresolved)?.reason;
}

function choice(args: readonly Expression[], scope: EvaluationScope): ArmValue {
  const [test, whenTrue, whenFalse] = args;
  if (!test || !whenTrue || !whenFalse) throw new InvalidArguments('if needs three arguments');
  const condition = resultOf(test, scope);
  if (condition === true) return resultOf(whenTrue, scope);
  if (condition === false) return resultOf(whenFalse, scope);
  const [one, other] = [resultOf(whenTrue, scope), resultOf(whenFalse, scope)];
  if (isEqual(one, other) === true) return one;
  const reason =
    condition instanceof Unresolved ? `it depends on a condition: ${condition.reason}` : undefined;
  return unresolvedCall('if', [condition, one, other], reason);
}

function coalesced(args: readonly Expression[], scope: EvaluationScope): ArmValue {
  const values: ArmValue[] = [];
  for (const arg of args) {
    const value = resultOf(arg, scope);
    values.push(value);
    if (value === null) continue;
    return value instanceof Unresolved ? unresolvedCall('coalesce', values, value.reason) : value;
  }
  return null;
}

function shortCircuit(name: 'and' | 'or', args: readonly Expression[], scope: EvaluationScope): ArmValue {
  const values: ArmValue[] = [];
  for (const arg of args) {
    const value = resultOf(arg, scope);
    if (value === (name === 'or')) return value;
    values.push(value);
  }
  return LOGICAL_FUNCTIONS[name]?.(values) ?? unresolvedCall(name, values, reasonIn(values));
}

/** Returns a member, or null if it does not exist. Source: "Object functions for ARM templates", tryGet. */
function tryGet(args: readonly Expression[], scope: EvaluationScope): ArmValue {
  const [of = null, ...path] = args.map((each) => resultOf(each, scope));
  let value: ArmValue = of;
  for (const index of path) {
    if (value === null) return null;
    try {
      value = itemAt(value, index) ?? unresolvedMember(value, index);
    } catch (error) {
      if (error instanceof InvalidArguments) return null;
      throw error;
    }
  }
  return value;
}

/** Source: "Resource iteration in ARM templates". */
function copyIndex(values: readonly ArmValue[], { copies }: EvaluationScope): ArmValue {
  const [name, offset] = typeof values[0] === 'string' ? values : [undefined, values[0]];
  const position =
    name === undefined
      ? copies.at(-1)
      : copies.find((each) => each.name.toLowerCase() === String(name).toLowerCase());
  if (!position) throw new InvalidArguments('copyIndex is used outside of its loop');
  if (position.index === undefined)
    return new Unresolved(
      `copyIndex(${offset ?? ''})`,
      `it belongs to the loop ${position.name}, whose number of copies is unknown`,
    );
  return position.index + Number(offset ?? 0);
}

/** Depth of the calls of user-defined functions, which Azure does not allow to be recursive. */
const MAX_CALLS = 20;

function userFunctionValue(
  { parameters, output }: UserFunction,
  values: readonly ArmValue[],
  { template }: EvaluationScope,
): ArmValue {
  const depth = template instanceof FunctionScope ? template.depth + 1 : 1;
  if (depth > MAX_CALLS) throw new InvalidArguments('the function calls itself');
  const named = new Map(parameters.map((name, index) => [name.toLowerCase(), values[index] ?? null]));
  return evaluate(output, {
    template: new FunctionScope(template, named, depth),
    copies: [],
    lambda: new Map(),
  });
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
    return this.parameters.get(name.toLowerCase()) ?? new Unresolved(`parameters('${name}')`);
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

/** Returns an expression in its source form, for messages. */
function sourceOf(expression: Expression): string {
  if (expression.kind === 'literal') return canonicalText(expression.value);
  if (expression.kind === 'member') return `${sourceOf(expression.of)}.${expression.name}`;
  if (expression.kind === 'index') return `${sourceOf(expression.of)}[${sourceOf(expression.index)}]`;
  return `${expression.name}(${expression.args.map(sourceOf).join(', ')})`;
}
