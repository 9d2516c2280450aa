import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowLogNameProblem } from '../../../azure/flow-log/flow-log-name';

describe('flowLogNameProblem', () => {
  test.each(['a', '1', 'a-b.c_d', 'a_', 'A'.repeat(80)])('accepts %j', (name) => {
    expect(flowLogNameProblem(name)).toBeUndefined();
  });

  test.each(['', '_', '-a', 'a-', 'a.', '_a', 'a b', 'a/b', 'a'.repeat(81), 'a\n', 'é'])(
    'rejects %j',
    (name) => {
      expect(flowLogNameProblem(name)).toBe(
        `flowLogName is ${JSON.stringify(name)}: expected 1 to 80 letters, digits, '.', '-' and '_', beginning with a ` +
          "letter or digit and ending with a letter, digit or '_'",
      );
    },
  );

  test('rejects every name longer than 80 characters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 81 }), (name) => {
        expect(flowLogNameProblem(name)).toBeDefined();
      }),
    );
  });
});
