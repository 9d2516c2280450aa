/** A decimal number in text: `0.0000133334`. */
const DECIMAL = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Returns the decimal text of a number or of the text of a number, without an exponent and without trailing zeros: `4e-7`
 * becomes `0.0000004`. The shortest text of a number is exact for the prices of price lists.
 *
 * @returns undefined if the value is not a number or is negative
 */
export function decimalText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const [, whole, fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  return whole === undefined ? undefined : placed(whole + fraction, fraction.length - Number(exponent));
}

/** Returns decimal text multiplied by a power of ten. */
export function timesPowerOfTen(text: string, exponent: number): string {
  const [whole = '', fraction = ''] = text.split('.');
  return placed(whole + fraction, fraction.length - exponent);
}

/** Returns the decimal text of digits of which some are after the point. */
function placed(digits: string, digitsAfterPoint: number): string {
  const all =
    digitsAfterPoint > 0
      ? digits.padStart(digitsAfterPoint + 1, '0')
      : digits + '0'.repeat(-digitsAfterPoint);
  const point = all.length - Math.max(digitsAfterPoint, 0);
  const whole = withoutLeadingZeros(all.slice(0, point));
  const fraction = withoutTrailingZeros(all.slice(point));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits[start] === '0') start++;
  return digits.slice(start);
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}
