/** True, false or unknown (`undefined`), as in Kleene's three-valued logic. */
export type Ternary = boolean | undefined;

/** False if one value is false, true if all are true, otherwise unknown. */
export function allOf(values: readonly Ternary[]): Ternary {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

/** True if one value is true, false if all are false, otherwise unknown. */
export function anyOf(values: readonly Ternary[]): Ternary {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}

/** True if the value is false and the reverse; unknown if it is unknown. */
export function not(value: Ternary): Ternary {
  return value === undefined ? undefined : !value;
}

/** The value that all have in common; unknown if they differ. */
export function common(values: readonly Ternary[]): Ternary {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
