import type { Expression } from './syntax';
import { compare, compute, isInSubnet, numberOf, type Row, type Value } from './values';

/** Functions over values of one event. Source: CloudWatch Logs User Guide, "Supported operations and functions". */
const FUNCTIONS: Readonly<Record<string, (...args: Value[]) => Value>> = {
  abs: (value = null) => mapped(value, Math.abs),
  floor: (value = null) => mapped(value, Math.floor),
  round: (value = null) => mapped(value, Math.round),
  greatest: (...values) => extreme(values, Math.max),
  least: (...values) => extreme(values, Math.min),
  isIpv4InSubnet: (address = null, subnet = null) => isInSubnet('ipv4', address, subnet),
  isIpv6InSubnet: (address = null, subnet = null) => isInSubnet('ipv6', address, subnet),
  toNumber: (value = null) => numberOf(value),
  // a time is the number of its milliseconds here
  fromMillis: (value = null) => numberOf(value),
  toMillis: (value = null) => numberOf(value),
};

/** Functions over the events of a group. Source: CloudWatch Logs User Guide, "stats". */
const AGGREGATES: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  count: (values) => values.filter((value) => value !== null).length,
  count_distinct: (values) => new Set(values.filter((value) => value !== null)).size,
  sum: (values) => numbers('sum', values).reduce((sum, value) => sum + value, 0),
  min: (values) => extreme(numbers('min', values), Math.min),
  max: (values) => extreme(numbers('max', values), Math.max),
  sortsFirst: (values) => texts(values)[0] ?? null,
  sortsLast: (values) => texts(values).at(-1) ?? null,
};

function mapped(value: Value, change: (number: number) => number): Value {
  const number = numberOf(value);
  return number === null ? null : change(number);
}

function extreme(values: readonly Value[], of: (...numbers: number[]) => number): Value {
  return values.length === 0
    ? null
    : values.map(numberOf).reduce((a, b) => (a === null || b === null ? null : of(a, b)));
}

/** Returns the numbers of a group. A text that is no number is an error, because the guide does not state what it adds. */
function numbers(name: string, values: readonly Value[]): number[] {
  return values
    .filter((value) => value !== null)
    .map((value) => {
      const number = numberOf(value);
      if (number === null) throw new Error(`${name} of ${JSON.stringify(value)}`);
      return number;
    });
}

function texts(values: readonly Value[]): string[] {
  return values
    .filter((value) => value !== null)
    .map(String)
    .sort();
}

/** Returns whether an expression is computed over the events of a group. */
export function isAggregate(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
      return expression.name in AGGREGATES || expression.args.some(isAggregate);
    case 'binary':
      return isAggregate(expression.left) || isAggregate(expression.right);
    default:
      return false;
  }
}

/** Returns the value of an expression for an event, or for the events of a group if it contains aggregates. */
export function evaluate(expression: Expression, row: Row, group?: readonly Row[]): Value {
  const inner = (each: Expression) => evaluate(each, row, group);
  switch (expression.kind) {
    case 'field': {
      const value = row.get(expression.name);
      if (value === undefined) throw new Error(`unknown field ${expression.name}`);
      return value;
    }
    case 'number':
    case 'text':
      return expression.value;
    case 'not': {
      const value = truth(inner(expression.of));
      if (value === null) throw new Error('not of a missing value');
      return !value;
    }
    case 'in':
      return expression.values.some((value) => compare('=', inner(expression.of), inner(value)) === true);
    case 'binary':
      return binary(expression, inner);
    case 'call':
      return call(expression, inner, group);
    default:
      throw new Error(`a ${expression.kind} is no value`);
  }
}

type Binary = Extract<Expression, { kind: 'binary' }>;
type Call = Extract<Expression, { kind: 'call' }>;

function binary({ operator, left, right }: Binary, inner: (each: Expression) => Value): Value {
  if (operator === 'and' || operator === 'or') {
    const decisive = operator === 'or';
    const values = [truth(inner(left)), truth(inner(right))];
    if (values.includes(decisive)) return decisive;
    return values.includes(null) ? null : !decisive;
  }
  const values = [inner(left), inner(right)] as const;
  return /^(?:!=|[<>]=?|=)$/.test(operator) ? compare(operator, ...values) : compute(operator, ...values);
}

function call({ name, args }: Call, inner: (each: Expression) => Value, group?: readonly Row[]): Value {
  const [first, second, third] = args;
  const aggregate = AGGREGATES[name];
  if (aggregate) {
    if (!group || !first || second) throw new Error(`${name} outside stats, or not of one value`);
    return aggregate(group.map((row) => (first.kind === 'star' ? true : evaluate(first, row))));
  }
  if (name === 'if' && first && second && third && args.length === 3) {
    // anything but true is the other value
    return truth(inner(first)) === true ? inner(second) : inner(third);
  }
  if (name === 'bin' && first?.kind === 'period') {
    const time = numberOf(inner({ kind: 'field', name: '@timestamp' })) as number;
    return time - (time % first.milliseconds);
  }
  const known = FUNCTIONS[name];
  if (!known) throw new Error(`unknown function ${name}`);
  return known(...args.map(inner));
}

function truth(value: Value): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  throw new Error(`${JSON.stringify(value)} is no truth value`);
}
