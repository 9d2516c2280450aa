import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conjunction, disjunction, type Formula, implies, isSatisfiable, negated } from '../../flows/formula';

const is = (equals: string, domain?: string[]): Formula => ({
  variable: 'Environment',
  equals,
  ...(domain && { domain }),
});

describe('a formula', () => {
  test.each<[string, Formula, Formula, boolean]>([
    ['itself', is('prod'), is('prod'), true],
    ['the negation of another value', is('prod'), negated(is('dev')), true],
    ['one of its alternatives', is('prod'), disjunction([is('dev'), is('prod')]), true],
    [
      'the alternatives of its domain',
      true,
      disjunction([is('dev', ['dev', 'prod']), is('prod', ['dev', 'prod'])]),
      true,
    ],
    ['not the alternatives of an open domain', true, disjunction([is('dev'), is('prod')]), false],
    ['not another value', is('prod'), is('dev'), false],
    ['everything, if it is false', conjunction([is('prod'), is('dev')]), is('test'), true],
  ])('implies %s', (_, premise, conclusion, expected) => {
    expect(implies(premise, conclusion)).toBe(expected);
  });

  test('excludes its negation', () => {
    expect(isSatisfiable(conjunction([is('prod'), negated(is('prod'))]))).toBe(false);
    expect(isSatisfiable(negated(is('prod')))).toBe(true);
  });

  test('is not decided with too many variables', () => {
    const many = Array.from({ length: 40 }, (_, index): Formula => ({ variable: `${index}`, equals: 'x' }));
    expect(isSatisfiable(conjunction(many))).toBeUndefined();
  });

  test('is equal to its double negation, and excludes its negation', () => {
    const leaf = fc
      .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2'))
      .map(([variable, equals]): Formula => ({ variable, equals }));
    const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
      formula: fc.oneof(
        { maxDepth: 3 },
        leaf,
        tie('formula').map((each) => negated(each as Formula)),
        fc.array(tie('formula'), { maxLength: 3 }).map((all) => conjunction(all as Formula[])),
        fc.array(tie('formula'), { maxLength: 3 }).map((all) => disjunction(all as Formula[])),
      ),
    }));
    fc.assert(
      fc.property(formula, (each) => {
        expect(implies(each, negated(negated(each)))).toBe(true);
        expect(isSatisfiable(conjunction([each, negated(each)]))).toBe(false);
        expect(isSatisfiable(disjunction([each, negated(each)]))).toBe(true);
      }),
    );
  });
});
