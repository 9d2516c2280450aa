import { disjunction, type Formula, negated } from '../../../../flows/formula';
import { type TerraformValue, Unresolved } from './terraform-value';

/** Returns the condition under which a boolean is true; `undefined` if it is not known. */
export function truthOf(value: boolean | Unresolved): Formula | undefined {
  if (typeof value === 'boolean') return value;
  return (
    value.truth ?? (value.variable === undefined ? undefined : { variable: value.variable, equals: 'true' })
  );
}

/** Returns an unknown boolean for the same reason with another condition. */
export function withTruth({ reason, cause }: Unresolved, truth: Formula | undefined): Unresolved {
  return new Unresolved(reason, cause, truth);
}

/** Returns the negation of a boolean. */
export function notOf(value: boolean | Unresolved): boolean | Unresolved {
  if (typeof value === 'boolean') return !value;
  const truth = truthOf(value);
  return withTruth(value, truth === undefined ? undefined : negated(truth));
}

/** Combines the conditions of two booleans, of which at least one is unknown. */
export function combined(
  one: boolean | Unresolved,
  other: boolean | Unresolved,
  combine: (formulas: readonly Formula[]) => Formula,
): boolean | Unresolved {
  const open = one instanceof Unresolved ? one : other;
  if (typeof open === 'boolean') return open;
  const [left, right] = [truthOf(one), truthOf(other)];
  return withTruth(open, left === undefined || right === undefined ? undefined : combine([left, right]));
}

/** Compares an unknown input with a literal. */
export function comparedWith(open: Unresolved, literal: TerraformValue): Unresolved {
  const isLiteral = ['string', 'number', 'boolean'].includes(typeof literal);
  if (open.variable === undefined || !isLiteral) return withTruth(open, undefined);
  return withTruth(open, { variable: open.variable, equals: String(literal) });
}

/** Whether one of several booleans is true. */
export function anyOf(values: readonly (boolean | Unresolved)[]): boolean | Unresolved {
  return values.reduce(
    (one, other) => {
      if (one === true || other === true) return true;
      if (one === false) return other;
      return other === false ? one : combined(one, other, disjunction);
    },
    false as boolean | Unresolved,
  );
}
