import { oneOf, unknown, type Value } from '../../../facts';
import type { Alternatives, TerraformValue } from '../expression/terraform-value';

/** Converts each candidate. The result has no candidates if one of them is unknown. */
export function oneOfAlternatives<T>(
  { candidates, reason, cause }: Alternatives,
  convert: (value: TerraformValue) => Value<T>,
): Value<T> {
  const values: T[] = [];
  for (const candidate of candidates) {
    const value = convert(candidate);
    if (!value.known) return unknown(reason, undefined, cause);
    values.push(value.value);
  }
  return oneOf(values, reason, undefined, cause);
}
