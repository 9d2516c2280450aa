import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGlob } from '../../../standard/rule-support/matches-glob';

test.each([
  ['Dev/*', 'Dev/Vpc', true],
  ['Dev/*', 'Prod/Dev/Vpc', false],
  ['a*a', 'a', false],
  ['*', '', true],
])('%s matches %j: %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});

test('agrees with the equivalent regular expression', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }),
      fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }),
      (pattern, text) => {
        const expected = new RegExp(`^${pattern.join('').replaceAll('*', '.*')}$`).test(text.join(''));
        expect(matchesGlob(pattern.join(''), text.join(''))).toBe(expected);
      },
    ),
    { numRuns: 2000 },
  );
});
