import { canonicalText } from './arm-value';
import type { Expression } from './parse-expression';

/** Returns an expression in its source form, for messages. */
export function sourceOf(expression: Expression): string {
  if (expression.kind === 'literal') return canonicalText(expression.value);
  if (expression.kind === 'member') return `${sourceOf(expression.of)}.${expression.name}`;
  if (expression.kind === 'index') return `${sourceOf(expression.of)}[${sourceOf(expression.index)}]`;
  return `${expression.name}(${expression.args.map(sourceOf).join(', ')})`;
}
