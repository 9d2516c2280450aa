import { conjunction, type Formula, implies, isSatisfiable } from '../../flows/formula';
import type { Ternary } from '../../flows/ternary';

/** The condition under which a resource exists. */
export interface Existence {
  readonly formula: Formula;
  /** The condition, as the end of a sentence: `the condition IsProd is true`. */
  readonly text: string;
}

/** A resource, which may have a condition. */
interface Conditional {
  readonly existsIf?: Existence;
}

/** When a resource exists: always, if it has no condition. */
export function existenceOf({ existsIf }: Conditional): Formula {
  return existsIf?.formula ?? true;
}

/** Whether both resources exist in a deployment: always if one exists, never, or unknown. */
export function existTogether(one: Conditional, other: Conditional): Ternary {
  const [left, right] = [existenceOf(one), existenceOf(other)];
  if (isSatisfiable(conjunction([left, right])) === false) return false;
  return implies(left, right) || implies(right, left) ? true : undefined;
}
