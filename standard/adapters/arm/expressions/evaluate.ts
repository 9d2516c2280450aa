import { UnknownCause } from '../../../../flows/value';
import { ArtifactError } from '../../artifact';
import { InvalidArguments } from './arm-function';
import {
  type ArmValue,
  bounded,
  canonicalText,
  isEqual,
  isResolved,
  Unresolved,
  unresolvedCall,
} from './arm-value';
import { COLLECTION_FUNCTIONS, itemAt } from './collection-functions';
import { withFormula } from './condition-formula';
import { copyIndex } from './copy-index';
import type { EvaluationScope } from './evaluation-scope';
import { sourceOf } from './expression-text';
import { functionScope } from './function-scope';
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
  // an engine that deploys the template replaces values that it does not know
  if (json instanceof Unresolved) return json;
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
    return new Unresolved(text, `it is not a valid expression: ${error.message}`, UnknownCause.UNRESOLVABLE);
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
  const { budget } = scope.template;
  budget.spend(1);
  try {
    if (!budget.enter()) return new Unresolved('too-deep', 'its expressions are nested too deep');
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'call') return bounded(simplified(called(expression, scope)));
    const of = resultOf(expression.of, scope);
    return memberValue(
      of,
      expression.kind === 'member' ? expression.name : resultOf(expression.index, scope),
    );
  } catch (error) {
    if (!(error instanceof InvalidArguments)) throw error;
    return new Unresolved('invalid', `Azure refuses the expression: ${error.message}`);
  } finally {
    budget.leave();
  }
}

function memberValue(of: ArmValue, index: ArmValue): ArmValue {
  const value = itemAt(of, index);
  return value === undefined ? unresolvedMember(of, index) : value;
}

function unresolvedMember(of: ArmValue, index: ArmValue): Unresolved {
  const path = typeof index === 'string' ? `.${index}` : `[${canonicalText(index)}]`;
  const text = canonicalText(of) + path;
  if (of === null) return new Unresolved(text, `Azure refuses the expression: ${path} of null`);
  // the cause of an unknown value is more useful than the expression that uses it
  return of instanceof Unresolved ? new Unresolved(text, of.reason, of.cause) : new Unresolved(text);
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
    return withLambdas(inputs, lambdas) ?? unresolvedBy(`${originalName}(${texts.join(', ')})`, inputs);
  }
  const values = args.map((each) => resultOf(each, scope));
  const [first] = values;
  if (typeof first === 'string' && isResolved(first)) {
    if (name === 'parameters') return scope.template.parameter(first);
    if (name === 'variables') return scope.template.variable(first);
  }
  if (name === 'lambdavariables')
    return scope.lambda.get(String(values[0])) ?? unresolvedCall(originalName, values);
  if (name === 'copyindex') return copyIndex(values, scope);
  const own = scope.template.userFunction(name);
  if (own) return evaluate(own.output, functionScope(own, values, scope.template));
  let result = scope.template.deploymentFunction(name, values);
  if (result === undefined) result = FUNCTIONS.get(name)?.(values);
  if (result !== undefined) return result;
  return withFormula(name, values, unresolvedBy(unresolvedCall(originalName, values).text, values));
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

/** Returns an unresolved value with the reason of the first unresolved argument, because that is the cause. */
function unresolvedBy(text: string, values: readonly ArmValue[]): Unresolved {
  const first = values.find((each) => each instanceof Unresolved);
  return first ? new Unresolved(text, first.reason, first.cause) : new Unresolved(text);
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
  const values = [condition, one, other];
  return withFormula('if', values, unresolvedCall('if', values, reason, UnknownCause.CONDITION));
}

function coalesced(args: readonly Expression[], scope: EvaluationScope): ArmValue {
  const values: ArmValue[] = [];
  for (const arg of args) {
    const value = resultOf(arg, scope);
    values.push(value);
    if (value === null) continue;
    return value instanceof Unresolved
      ? unresolvedBy(unresolvedCall('coalesce', values).text, [value])
      : value;
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
  const result = LOGICAL_FUNCTIONS[name]?.(values);
  return result ?? withFormula(name, values, unresolvedBy(unresolvedCall(name, values).text, values));
}

/** Returns a member, or null if it does not exist. Source: "Object functions for ARM templates", tryGet. */
function tryGet(args: readonly Expression[], scope: EvaluationScope): ArmValue {
  const [of = null, ...path] = args.map((each) => resultOf(each, scope));
  let value: ArmValue = of;
  for (const index of path) {
    if (value === null) return null;
    try {
      value = memberValue(value, index);
    } catch (error) {
      if (error instanceof InvalidArguments) return null;
      throw error;
    }
  }
  return value;
}
