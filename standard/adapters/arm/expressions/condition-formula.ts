import { conjunction, disjunction, type Formula, negated } from '../../../../flows/formula';
import { type ArmValue, canonicalText, isResolved, Unresolved } from './arm-value';

/** Returns the formula of a condition, whose value can be known only during the deployment. */
export function formulaOf(condition: ArmValue): Formula {
  if (typeof condition === 'boolean') return condition;
  if (condition instanceof Unresolved && condition.formula !== undefined) return condition.formula;
  return { variable: canonicalText(condition), equals: 'true', domain: ['true', 'false'] };
}

/** Adds its formula to the unresolved result of a logical function. */
export function withFormula(name: string, values: readonly ArmValue[], result: Unresolved): Unresolved {
  const formula = FORMULAS[name]?.(values);
  if (formula === undefined || typeof formula === 'boolean') return result;
  return new Unresolved(result.text, result.reason, result.cause, { formula });
}

const FORMULAS: Readonly<Record<string, (values: readonly ArmValue[]) => Formula | undefined>> = {
  and: (values) => conjunction(values.map(formulaOf)),
  or: (values) => disjunction(values.map(formulaOf)),
  not: ([value = null]) => negated(formulaOf(value)),
  equals: ([one = null, other = null]) => equality(one, other) ?? equality(other, one),
  if: ([condition = null, one = null, other = null]) =>
    isCondition(one) && isCondition(other)
      ? disjunction([
          conjunction([formulaOf(condition), formulaOf(one)]),
          conjunction([negated(formulaOf(condition)), formulaOf(other)]),
        ])
      : undefined,
};

function isCondition(value: ArmValue): boolean {
  return typeof value === 'boolean' || (value instanceof Unresolved && value.formula !== undefined);
}

/** The formula of the comparison of an unresolved value with a resolved one. */
function equality(value: ArmValue, other: ArmValue): Formula | undefined {
  if (!(value instanceof Unresolved) || !isResolved(other)) return undefined;
  if (typeof other === 'boolean') return other ? formulaOf(value) : negated(formulaOf(value));
  const { domain } = value;
  return { variable: value.text, equals: canonicalText(other), ...(domain && { domain }) };
}
