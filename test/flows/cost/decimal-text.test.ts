import { describe, expect, test } from 'vitest';
import { decimalText, timesPowerOfTen } from '../../../flows/cost/decimal-text';

describe('decimal text', () => {
  test.each([
    [0.000004, '0.000004'],
    [4e-7, '0.0000004'],
    [2.6e-5, '0.000026'],
    [0, '0'],
    [252.84, '252.84'],
    [1e21, '1000000000000000000000'],
    ['0.2850000000', '0.285'],
    ['5.0000000000', '5'],
    ['51200', '51200'],
    ['007.10', '7.1'],
  ])('of %s is %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 'Inf', '', '1.', '1,5', '-2', null, undefined, {}])(
    'does not exist for %j',
    (value) => {
      expect(decimalText(value)).toBeUndefined();
    },
  );

  test.each([
    ['0.0000002', 6, '0.2'],
    ['5', -3, '0.005'],
    ['0.06', 1, '0.6'],
    ['0.000004', 5, '0.4'],
    ['100000000000', -6, '100000'],
    ['0', 6, '0'],
    ['12.5', 0, '12.5'],
  ])('%s times ten to the power of %i is %s', (text, exponent, result) => {
    expect(timesPowerOfTen(text, exponent)).toBe(result);
  });
});
