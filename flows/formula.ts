import type { Ternary } from './ternary';

/** Whether a variable, whose value is known only after deployment, has a value. */
export interface Test {
  /** Unique in a check: the parameter or the expression. */
  readonly variable: string;
  readonly equals: string;
  /**
   * All values that the variable can have.
   *
   * @default - any value
   */
  readonly domain?: readonly string[];
}

/** A condition under which a resource exists, as a formula over variables that are known only after deployment. */
export type Formula =
  | boolean
  | Test
  | { readonly not: Formula }
  | { readonly all: readonly Formula[] }
  | { readonly any: readonly Formula[] };

/** Number of combinations of values that are tried. With more, the result is unknown. */
const MOST_COMBINATIONS = 4096;

/** A value that no formula tests. */
const OTHER = '\u0000';

export function isTest(formula: Formula): formula is Test {
  return typeof formula === 'object' && 'variable' in formula;
}

/** The negation of a formula. */
export function negated(formula: Formula): Formula {
  if (typeof formula === 'boolean') return !formula;
  return 'not' in formula ? formula.not : { not: formula };
}

/** True if all formulas are true. */
export function conjunction(formulas: readonly Formula[]): Formula {
  const open = formulas.filter((each) => each !== true);
  if (open.includes(false)) return false;
  return open.length > 1 ? { all: open } : (open[0] ?? true);
}

/** True if one of the formulas is true. */
export function disjunction(formulas: readonly Formula[]): Formula {
  const open = formulas.filter((each) => each !== false);
  if (open.includes(true)) return true;
  return open.length > 1 ? { any: open } : (open[0] ?? false);
}

/** Whether a formula is true for some values of its variables; unknown if there are too many combinations. */
export function isSatisfiable(formula: Formula): Ternary {
  if (typeof formula === 'boolean') return formula;
  const variables = [...domainsOf(formula)];
  const combinations = variables.reduce((product, [, domain]) => product * domain.length, 1);
  if (combinations > MOST_COMBINATIONS) return undefined;
  const assignment = new Map<string, string>();
  const search = (index: number): boolean => {
    const next = variables[index];
    if (next === undefined) return holds(formula, assignment);
    const [variable, domain] = next;
    return domain.some((value) => {
      assignment.set(variable, value);
      return search(index + 1);
    });
  };
  return search(0);
}

/** Whether a conclusion is true for all values for which the premise is; unknown if there are too many combinations. */
export function implies(premise: Formula, conclusion: Formula): Ternary {
  if (conclusion === true || premise === false) return true;
  const counterexample = isSatisfiable(conjunction([premise, negated(conclusion)]));
  return counterexample === undefined ? undefined : !counterexample;
}

function holds(formula: Formula, assignment: ReadonlyMap<string, string>): boolean {
  if (typeof formula === 'boolean') return formula;
  if (isTest(formula)) return assignment.get(formula.variable) === formula.equals;
  if ('not' in formula) return !holds(formula.not, assignment);
  if ('all' in formula) return formula.all.every((each) => holds(each, assignment));
  return formula.any.some((each) => holds(each, assignment));
}

/** The values to try for each variable: its domain, or else the tested values and one other value. */
function domainsOf(formula: Formula): Map<string, readonly string[]> {
  const tested = new Map<string, Set<string>>();
  const domains = new Map<string, readonly string[]>();
  const visit = (each: Formula) => {
    if (typeof each === 'boolean') return;
    if (isTest(each)) {
      const { variable, equals, domain } = each;
      tested.set(variable, (tested.get(variable) ?? new Set()).add(equals));
      if (domain) domains.set(variable, domain);
    } else if ('not' in each) visit(each.not);
    else for (const inner of 'all' in each ? each.all : each.any) visit(inner);
  };
  visit(formula);
  return new Map(
    [...tested].map(([variable, values]) => [variable, domains.get(variable) ?? [...values, OTHER]]),
  );
}
