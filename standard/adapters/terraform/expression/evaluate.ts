import { conjunction, type Formula, negated } from '../../../../flows/formula';
import type { EvaluationBudget } from './evaluation-budget';
import type { CallExpression, Expression, ForExpression } from './expression';
import { SPLAT_ELEMENT } from './expression';
import { FUNCTIONS, type FunctionContext } from './functions';
import { applyLogic, applyOperator, areEqual, booleanOf, numberOf } from './operators';
import { interpolated, joinText, settle, textOf } from './settle';
import {
  Alternatives,
  Attribute,
  Failure,
  isList,
  isMap,
  itemsOf,
  Namespace,
  TerraformSet,
  type TerraformValue,
  Unresolved,
} from './terraform-value';
import { attributeOf, elementOf, splatItems } from './traverse';
import { notOf, truthOf } from './truth';

/** What the names in an expression refer to. */
export interface Environment extends FunctionContext {
  /** Names of the expression itself: `each`, `count`, the names of `for` expressions. */
  readonly variables: ReadonlyMap<string, TerraformValue>;
  readonly budget: EvaluationBudget;
  /** Returns the value of a reference such as `var`, `name`, or a namespace if the reference is longer. */
  lookup(path: readonly string[]): TerraformValue;
}

const MOST_ITEMS = 10_000;
const MOST_CANDIDATES = 16;

/** Evaluates an expression. What the configuration does not determine is unresolved; the function throws no error. */
export function evaluate(expression: Expression, environment: Environment): TerraformValue {
  return environment.budget.run(() => bounded(evaluateKind(expression, environment)));
}

function bounded(value: TerraformValue): TerraformValue {
  const size = isMap(value) ? value.size : (itemsOf(value)?.length ?? 0);
  return size > MOST_ITEMS ? new Unresolved(`it has more than ${MOST_ITEMS} elements`) : value;
}

function evaluateKind(expression: Expression, environment: Environment): TerraformValue {
  const evaluated = (part: Expression) => evaluate(part, environment);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template':
      return joinText(expression.parts.map(evaluated));
    case 'list':
      return expression.items.map(evaluated);
    case 'object':
      return objectOf(expression.items, evaluated);
    case 'for':
      return loop(expression, environment);
    case 'name':
      return environment.variables.get(expression.name) ?? environment.lookup([expression.name]);
    case 'attribute':
      return attributeOf(evaluated(expression.of), expression.name, environment.lookup);
    case 'index':
      return elementOf(evaluated(expression.of), evaluated(expression.key));
    case 'splat':
      return splat(evaluated(expression.of), expression.each, environment);
    case 'call':
      return call(expression, environment);
    case 'conditional': {
      const condition = booleanOf(evaluated(expression.condition));
      if (condition instanceof Unresolved) return either(expression, condition, evaluated);
      return evaluated(condition ? expression.whenTrue : expression.whenFalse);
    }
    case 'unary':
      return unary(expression.operator, evaluated(expression.operand));
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '&&' || operator === '||')
        return applyLogic(operator, evaluated(left), () => evaluated(right));
      return applyOperator(operator, evaluated(left), evaluated(right));
    }
  }
}

/** If the condition is unknown, the result is one of both branches. */
function either(
  { whenTrue, whenFalse }: Extract<Expression, { kind: 'conditional' }>,
  condition: Unresolved,
  evaluated: (part: Expression) => TerraformValue,
): TerraformValue {
  const results = [evaluated(whenTrue), evaluated(whenFalse)] as const;
  if (areEqual(...results) === true) return results[0];
  const truth = truthOf(condition);
  const truths = truth === undefined ? undefined : [truth, negated(truth)];
  const [candidates, conditions] = [[] as TerraformValue[], [] as Formula[]];
  for (const [index, result] of results.entries()) {
    const own = truths?.[index] ?? true;
    const inner = result instanceof Alternatives ? result : undefined;
    candidates.push(...(inner?.candidates ?? [result]));
    conditions.push(...(inner?.conditions?.map((each) => conjunction([own, each])) ?? [own]));
  }
  const isOpen = candidates.some((each) => each instanceof Unresolved || each instanceof Namespace);
  if (isOpen || candidates.length > MOST_CANDIDATES) return condition;
  // without the condition of each candidate it is only known that one of them is the value
  const areKnown = truths !== undefined && conditions.length === candidates.length;
  return new Alternatives(condition.reason, candidates, condition.cause, areKnown ? conditions : undefined);
}

function unary(operator: string, operand: TerraformValue): TerraformValue {
  if (operator === '!') return notOf(booleanOf(operand));
  const value = numberOf(operand);
  return value instanceof Unresolved ? value : -value;
}

function objectOf(
  items: readonly { readonly key: Expression; readonly value: Expression }[],
  evaluated: (part: Expression) => TerraformValue,
): TerraformValue {
  const entries = new Map<string, TerraformValue>();
  for (const { key, value } of items) {
    const name = textOf(evaluated(key));
    if (name instanceof Unresolved) return name;
    entries.set(name, evaluated(value));
  }
  return entries;
}

/** Returns the keys and values of a collection, for `for` and `for_each`. */
export function entriesOf(
  collection: TerraformValue,
): (readonly [TerraformValue, TerraformValue])[] | Unresolved {
  const value = settle(collection);
  if (value instanceof TerraformSet) return value.items.map((item) => [item, item] as const);
  if (isList(value)) return value.map((item, index) => [index, item] as const);
  if (isMap(value)) return [...value].sort(([one], [other]) => (one < other ? -1 : 1));
  if (value instanceof Unresolved) return value;
  if (value instanceof Attribute) return textOf(value) as Unresolved;
  return new Failure('it is not a collection');
}

function loop(expression: ForExpression, environment: Environment): TerraformValue {
  const entries = entriesOf(evaluate(expression.collection, environment));
  if (entries instanceof Unresolved) return entries;
  const list: TerraformValue[] = [];
  const map = new Map<string, TerraformValue>();
  for (const [key, value] of entries) {
    const variables = new Map(environment.variables);
    if (expression.keyName !== undefined) variables.set(expression.keyName, key);
    variables.set(expression.valueName, value);
    const inner = { ...environment, variables };
    const isIncluded = expression.condition ? booleanOf(evaluate(expression.condition, inner)) : true;
    if (isIncluded instanceof Unresolved) return isIncluded;
    if (!isIncluded) continue;
    const result = evaluate(expression.value, inner);
    if (!expression.key) {
      list.push(result);
      continue;
    }
    const name = textOf(evaluate(expression.key, inner));
    if (name instanceof Unresolved) return name;
    const group = map.get(name);
    if (expression.isGrouped) map.set(name, [...(group && isList(group) ? group : []), result]);
    else map.set(name, result);
  }
  return expression.key ? map : list;
}

function splat(of: TerraformValue, each: Expression, environment: Environment): TerraformValue {
  const items = splatItems(of);
  if (items instanceof Unresolved) return items;
  return items.map((item) =>
    evaluate(each, {
      ...environment,
      variables: new Map([...environment.variables, [SPLAT_ELEMENT, item] as const]),
    }),
  );
}

function call({ name, args, isExpanded }: CallExpression, environment: Environment): TerraformValue {
  if (name === 'try' || name === 'can') return attempt(name, args, environment);
  const implementation = FUNCTIONS[name.replace(/^core::/, '')];
  if (!implementation)
    return new Unresolved(`it is the result of ${name}(), which is not evaluated before a plan`);
  const values: TerraformValue[] = args.map((arg) => {
    const value: TerraformValue = evaluate(arg, environment);
    return value instanceof Namespace ? interpolated(value) : value;
  });
  if (isExpanded) {
    const last = values.pop() ?? null;
    const items = splatItems(last);
    if (items instanceof Unresolved) return items;
    values.push(...items);
  }
  return implementation(values, environment);
}

/** `try` returns the first argument that is valid, `can` returns whether its argument is valid. */
function attempt(name: string, args: readonly Expression[], environment: Environment): TerraformValue {
  for (const arg of args) {
    const value = evaluate(arg, environment);
    const result: TerraformValue =
      value instanceof Namespace ? new Failure('it is not a valid reference') : value;
    if (name === 'can') {
      if (result instanceof Failure) return false;
      return result instanceof Unresolved ? result : true;
    }
    if (!(result instanceof Failure)) return result;
  }
  return new Failure('no argument of try is valid');
}
