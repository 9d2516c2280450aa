import { describe, expect, test } from 'vitest';
import { type Environment, evaluate } from '../../../../standard/adapters/terraform/expression/evaluate';
import { EvaluationBudget } from '../../../../standard/adapters/terraform/expression/evaluation-budget';
import {
  parseExpression,
  parseTemplate,
} from '../../../../standard/adapters/terraform/expression/expression-parser';
import { plainValue } from '../../../../standard/adapters/terraform/expression/plain-value';
import {
  Failure,
  type TerraformValue,
  Unresolved,
} from '../../../../standard/adapters/terraform/expression/terraform-value';
import { EXPRESSION_CASES } from './expression-cases';

function environment(values: Readonly<Record<string, TerraformValue>> = {}): Environment {
  return {
    variables: new Map(Object.entries(values)),
    budget: new EvaluationBudget(),
    lookup: ([name = '']) => new Failure(`${name} is not available`),
    readFile: () => new Failure('there are no files'),
    renderTemplate: (text, variables) => evaluate(parseTemplate(text), { ...environment(), variables }),
  };
}

function evaluated(
  expression: string,
  values: Readonly<Record<string, TerraformValue>> = {},
): TerraformValue {
  return evaluate(parseExpression(expression), environment(values));
}

describe('an expression', () => {
  test.each(EXPRESSION_CASES)('%s has the value that Terraform computes', (expression, value) => {
    const plain = plainValue(evaluated(expression));
    expect(plain).toEqual({ value, isComplete: true });
  });

  const open = { open: new Unresolved('it is open') };

  test.each([
    ['open ? "a" : "a"', 'a'],
    ['false && open', false],
    ['open && false', false],
    ['true || open', true],
    ['length([open, 1])', 2],
    ['[open, "b"][1]', 'b'],
    ['{a = open, b = 2}.b', 2],
    ['keys({a = open})', ['a']],
    ['contains(["a", open], "a")', true],
    ['try({}.a, "b")', 'b'],
    ['one(concat([], ["a"]))', 'a'],
  ])('%s is known although a part is not', (expression, value) => {
    expect(plainValue(evaluated(expression, open))).toEqual({ value, isComplete: true });
  });

  test.each([
    'open',
    '"a${open}"',
    'open + 1',
    'open ? "a" : "b"',
    'try(open, "b")',
    'can(open)',
    'contains(["a", open], "b")',
    'compact([open])',
    'coalesce(open, "b")',
    '[for s in open : s]',
    '[for s in ["a"] : s if open]',
    'open[0].b',
    'open.*.b',
    'upper(open)',
    'concat(open, [])',
    'merge({}, open)',
    'timestamp()',
    'uuid()',
    'provider::aws::arn_parse("x")',
  ])('%s is unknown', (expression) => {
    const value = evaluated(expression, open);
    expect(plainValue(value).isComplete).toBe(false);
    expect(value).not.toBeInstanceOf(Failure);
  });

  test.each(['[', '"a', '{a = }', 'a b', 'f(', '<<EOT\nx', '${', '"%{ if true }x"', 'a.', '1 +', '(', ''])(
    '%j is a syntax error with an offset',
    (expression) => {
      expect(() => parseExpression(expression)).toThrow(/at offset \d+, received|expected/);
    },
  );

  test.each([
    '['.repeat(100_000),
    '('.repeat(100_000),
    '-'.repeat(100_000),
    `${'{a = '.repeat(50_000)}1`,
    '"${'.repeat(50_000),
    `${'1 ? '.repeat(50_000)}1`,
  ])('is rejected if it is nested too deeply', (expression) => {
    expect(() => parseExpression(expression)).toThrow('nested too deeply');
  });

  test.each([
    [`1${' + 1'.repeat(20_000)}`, 'nested too deeply'],
    [`a${'.a'.repeat(20_000)}`, 'nested too deeply'],
    ['[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]', 'too large'],
    ['setproduct(range(1000), range(1000))', 'too many elements'],
    ['join("", [for a in range(1000) : join("", [for b in range(1000) : "0123456789"])])', 'too long'],
    ['format("%999999999d", 1)', 'formatted'],
  ])('has limits', (expression, reason) => {
    const { isComplete, reason: found } = plainValue(evaluated(expression));
    expect(isComplete).toBe(false);
    expect(found).toContain(reason);
  });
});
