/** Quantities are in billionths of their unit: a byte is a billionth of a GB (10^9 bytes). */
const PER_UNIT = 1_000_000_000n;
const QUANTITY_DIGITS = 9;

/** Prices are in trillionths of a dollar, so that every shipped price is a whole number. */
const PRICE_DIGITS = 12;

/** Digits after the point of exact amounts. */
const AMOUNT_DIGITS = QUANTITY_DIGITS + PRICE_DIGITS;

/**
 * Parses decimal text such as `0.25` exactly. Returns undefined if the text is not a number, is negative, or has too many
 * digits after the point.
 */
export function parseDecimal(text: string, digits: number): bigint | undefined {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  return BigInt(whole + fraction.padEnd(digits, '0'));
}

/** Parses a quantity in decimal text to billionths of its unit. */
export function parseQuantity(text: string): bigint | undefined {
  return parseDecimal(text, QUANTITY_DIGITS);
}

/** Parses a price in dollars to trillionths of a dollar. */
export function parsePrice(text: string): bigint | undefined {
  return parseDecimal(text, PRICE_DIGITS);
}

/** Converts a whole number of units to a quantity. */
export function units(count: number): bigint {
  return BigInt(count) * PER_UNIT;
}

/** Formats an exact amount (quantity times price) in dollars, rounded half up to cents: `12.35`. */
export function inCents(amount: bigint): string {
  const cent = 10n ** BigInt(AMOUNT_DIGITS - 2);
  return decimal((amount + cent / 2n) / cent, 2);
}

/** Formats an exact amount in dollars, with all digits. */
export function exactDollars(amount: bigint): string {
  return trimmed(decimal(amount, AMOUNT_DIGITS));
}

/** Formats a quantity in its unit, with all digits: `1.5`. */
export function exactQuantity(quantity: bigint): string {
  return trimmed(decimal(quantity, QUANTITY_DIGITS));
}

/** Formats a quantity in its unit, rounded half up to 3 digits after the point: `1.5`, or `< 0.001` for a smaller one. */
export function roundedQuantity(quantity: bigint): string {
  const step = 10n ** BigInt(QUANTITY_DIGITS - 3);
  if (quantity > 0n && quantity < step) return '< 0.001';
  return trimmed(decimal((quantity + step / 2n) / step, 3));
}

function decimal(value: bigint, digits: number): string {
  const text = value.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Removes the zeros at the end of a decimal number with a decimal point. */
function trimmed(text: string): string {
  let end = text.length;
  while (text[end - 1] === '0') end--;
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end);
}
